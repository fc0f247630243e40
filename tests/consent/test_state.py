"""State on a fresh install: what nobody has filled, stored, agreed to or assigned does not let anything run."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestHolders:
    """An observer runs when something puts a value in."""

    def test_live_data_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
public class MainActivity extends AppCompatActivity {
    private final MutableLiveData<Boolean> clicked = new MutableLiveData<>();
    private final MutableLiveData<Boolean> ready = new MutableLiveData<>();
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        clicked.observe(this, value -> MobileAds.initialize(this)); // waits
        ready.observe(this, value -> MobileAds.initialize(this)); // runs
        ready.setValue(true);
        findViewById(R.id.go).setOnClickListener(view -> clicked.setValue(true));
    }
}
""",
            "androidx.lifecycle.MutableLiveData",
        )

    def test_live_data_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class MainActivity : AppCompatActivity() {
    private val clicked = MutableLiveData<Boolean>()
    private val ready = MutableLiveData<Boolean>()
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        clicked.observe(this) { MobileAds.initialize(this) } // waits
        ready.observe(this) { MobileAds.initialize(this) } // runs
        ready.value = true
        findViewById<View>(R.id.go).setOnClickListener { clicked.value = true }
    }
}
""",
            "androidx.lifecycle.MutableLiveData",
        )

    def test_state_flow(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Model : ViewModel() {
    private val _clicked = MutableStateFlow(false)
    val clicked: StateFlow<Boolean> = _clicked.asStateFlow()
    private val _ready = MutableStateFlow(false)
    val ready: StateFlow<Boolean> = _ready.asStateFlow()
    init { _ready.value = true }
    fun click() { _clicked.value = true }
}
class MainActivity : AppCompatActivity() {
    private val model: Model by viewModels()
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        lifecycleScope.launch {
            model.clicked.collect { if (it) MobileAds.initialize(this@MainActivity) } // waits
        }
        lifecycleScope.launch {
            model.ready.collect { if (it) MobileAds.initialize(this@MainActivity) } // runs
        }
        findViewById<View>(R.id.go).setOnClickListener { model.click() }
    }
}
""",
            "androidx.activity.viewModels",
            "androidx.lifecycle.ViewModel",
            "androidx.lifecycle.lifecycleScope",
            "kotlinx.coroutines.flow.*",
            "kotlinx.coroutines.launch",
        )


class TestDatabase:
    """A table is empty until running code inserts something."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class User { } class Event { }
@Dao interface UserDao {
    @Query("SELECT * FROM user") List<User> all();
    @Query("SELECT * FROM user LIMIT 1") User first();
    @Insert void add(User user);
    @Update void change(User user);
}
@Dao interface EventDao {
    @Query("SELECT * FROM event") List<Event> all();
    @Insert void add(Event event);
}
@Database(entities = {User.class, Event.class}, version = 1)
abstract class Db extends RoomDatabase { abstract UserDao users(); abstract EventDao events(); }
public class App extends Application {
    Db db;
    @Override public void onCreate() {
        super.onCreate();
        db = Room.databaseBuilder(this, Db.class, "db").build();
        db.users().change(new User());
        db.users().all().forEach(user -> MobileAds.initialize(this)); // waits
        if (db.users().first() != null) JPushInterface.init(this); // waits
        if (db.users().first() == null) CrashReport.initCrashReport(this); // runs
        db.events().add(new Event());
        db.events().all().forEach(event -> MobileAds.initialize(this)); // runs
    }
}
class MainActivity extends Activity {
    @Override protected void onCreate(Bundle state) {
        findViewById(R.id.go).setOnClickListener(view -> ((App) getApplication()).db.users().add(new User()));
    }
}
""",
            "androidx.room.*",
            "java.util.List",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
@Entity class User
@Entity class Event
@Dao interface UserDao {
    @Query("SELECT * FROM user") fun all(): List<User>
    @Query("SELECT COUNT(*) FROM user") fun number(): Int
    @Insert fun add(user: User)
    @Update fun change(user: User)
}
@Dao interface EventDao {
    @Query("SELECT * FROM event") fun all(): List<Event>
    @Insert fun add(event: Event)
}
@Database(entities = [User::class, Event::class], version = 1)
abstract class Db : RoomDatabase() { abstract fun users(): UserDao
    abstract fun events(): EventDao }
class App : Application() {
    lateinit var db: Db
    override fun onCreate() {
        super.onCreate()
        db = Room.databaseBuilder(this, Db::class.java, "db").build()
        db.users().change(User())
        db.users().all().forEach { MobileAds.initialize(this) } // waits
        if (db.users().number() > 0) JPushInterface.init(this) // waits
        if (db.users().all().isEmpty()) CrashReport.initCrashReport(this) // runs
        db.events().add(Event())
        db.events().all().forEach { MobileAds.initialize(this) } // runs
    }
}
class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        findViewById<View>(R.id.go).setOnClickListener { (application as App).db.users().add(User()) }
    }
}
""",
            "androidx.room.*",
        )


class TestStoredFlags:
    """A stored flag has its default until running code writes it under the same key."""

    def test_through_two_wrappers_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Store {
    static boolean read(Context context, String key) {
        return context.getSharedPreferences("a", 0).getBoolean(key, false);
    }
    static void write(Context context, String key, boolean value) {
        context.getSharedPreferences("a", 0).edit().putBoolean(key, value).apply();
    }
}
class Flags {
    static boolean isSet(Context context, String key) { return Store.read(context, key); }
    static void set(Context context, String key) { Store.write(context, key, true); }
}
public class MainActivity extends Activity {
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        Flags.set(this, "started");
        if (Flags.isSet(this, "started")) MobileAds.initialize(this); // runs
        if (Flags.isSet(this, "tour_done")) MobileAds.initialize(this); // waits
        findViewById(R.id.go).setOnClickListener(view -> Flags.set(this, "tour_done"));
    }
}
"""
        )

    def test_through_two_wrappers_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Store(private val prefs: SharedPreferences) {
    fun read(key: String, default: Boolean = false) = prefs.getBoolean(key, default)
    fun write(key: String, value: Boolean) = prefs.edit().putBoolean(key, value).apply()
}
class Flags(context: Context) {
    private val store = Store(context.getSharedPreferences("a", 0))
    fun isSet(key: String) = store.read(key)
    fun set(key: String) = store.write(key, true)
}
class MainActivity : Activity() {
    private val flags by lazy { Flags(this) }
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        flags.set("started")
        if (flags.isSet("started")) MobileAds.initialize(this) // runs
        if (flags.isSet("tour_done")) MobileAds.initialize(this) // waits
        findViewById<View>(R.id.go).setOnClickListener { flags.set("tour_done") }
    }
}
"""
        )

    def test_text_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
public class App extends Application {
    @Override public void onCreate() {
        super.onCreate();
        SharedPreferences prefs = getSharedPreferences("a", 0);
        if ("1".equals(prefs.getString("shown", "0"))) MobileAds.initialize(this); // waits
        if ("0".equals(prefs.getString("shown", "0"))) JPushInterface.init(this); // runs
        if (prefs.getString("mode", "").equals("1")) CrashReport.initCrashReport(this); // waits
        if (TextUtils.isEmpty(prefs.getString("name", ""))) MobileAds.initialize(this); // runs
        if (!TextUtils.isEmpty(prefs.getString("name", ""))) JPushInterface.init(this); // waits
    }
}
""",
            "android.text.TextUtils",
        )

    def test_text_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        val prefs = getSharedPreferences("a", 0)
        if (prefs.getString("shown", "0") == "1") MobileAds.initialize(this) // waits
        if (prefs.getString("shown", "0") == "0") JPushInterface.init(this) // runs
        if ("1".equals(prefs.getString("mode", null))) CrashReport.initCrashReport(this) // waits
        when (prefs.getString("level", "none")) {
            "none" -> MobileAds.initialize(this) // runs
            "all" -> JPushInterface.init(this) // waits
        }
    }
}
"""
        )


class TestSession:
    """Nobody is logged in on a fresh install."""

    def test_flag_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
public class App extends Application {
    @Override public void onCreate() {
        super.onCreate();
        if (AccountCenter.isLogin()) MobileAds.initialize(this); // waits
        if (!AccountCenter.isLogin()) JPushInterface.init(this); // runs
        if (AccountCenter.isReady()) MobileAds.initialize(this); // runs
    }
}
""",
            "com.company.account.AccountCenter",
        )

    def test_flag_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        if (AccountCenter.isLogin()) MobileAds.initialize(this) // waits
        if (!AccountCenter.isLogin()) JPushInterface.init(this) // runs
        if (AccountCenter.isReady()) MobileAds.initialize(this) // runs
    }
}
""",
            "com.company.account.AccountCenter",
        )

    def test_library_state_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
public class App extends Application {
    @Override public void onCreate() {
        super.onCreate();
        FirebaseAuth auth = FirebaseAuth.getInstance(); // runs
        FirebaseUser user = auth.getCurrentUser();
        if (user != null) MobileAds.initialize(this); // waits
        if (auth.getCurrentUser() == null) JPushInterface.init(this); // runs
    }
}
""",
            "com.google.firebase.auth.FirebaseAuth",
            "com.google.firebase.auth.FirebaseUser",
        )

    def test_library_state_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        val account = GoogleSignIn.getLastSignedInAccount(this) // runs
        account?.let { MobileAds.initialize(this) } // waits
        if (account == null) JPushInterface.init(this) // runs
    }
}
""",
            "com.google.android.gms.auth.api.signin.GoogleSignIn",
        )


class TestFields:
    def test_nobody_assigns_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Session {
    private String user;
    private String channel;
    void setUser(String user) { this.user = user; }
    void setChannel(String channel) { this.channel = channel; }
    void start(Context context) {
        if (user != null) MobileAds.initialize(context); // waits
        if (channel != null) JPushInterface.init(context); // runs
    }
}
public class App extends Application {
    final Session session = new Session();
    @Override public void onCreate() {
        super.onCreate();
        session.setChannel("store");
        session.start(this);
    }
}
class MainActivity extends Activity {
    @Override protected void onCreate(Bundle state) {
        findViewById(R.id.go).setOnClickListener(view -> ((App) getApplication()).session.setUser("a"));
    }
}
"""
        )

    def test_nobody_assigns_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Session {
    var user: String? = null
    var channel: String? = null
    fun start(context: Context) {
        user?.let { MobileAds.initialize(context) } // waits
        channel?.let { JPushInterface.init(context) } // runs
    }
}
class App : Application() {
    val session = Session()
    override fun onCreate() {
        super.onCreate()
        session.channel = "store"
        session.start(this)
    }
}
class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        findViewById<View>(R.id.go).setOnClickListener { (application as App).session.user = "a" }
    }
}
"""
        )

    def test_initial_value_of_a_computed_flag_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
public class App extends Application {
    private boolean privacyAgreed = true;
    private boolean fast = true;
    @Override public void onCreate() {
        super.onCreate();
        privacyAgreed = getSharedPreferences("a", 0).getBoolean("privacy_agreed", false);
        fast = getSharedPreferences("a", 0).getBoolean("fast", true);
        start();
    }
    private void start() {
        if (privacyAgreed) MobileAds.initialize(this); // waits
        if (!privacyAgreed) CrashReport.initCrashReport(this); // runs
        if (fast) JPushInterface.init(this); // runs
    }
}
"""
        )

    def test_initial_value_of_a_computed_flag_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class App : Application() {
    private var privacyAgreed = true
    private var fast = true
    override fun onCreate() {
        super.onCreate()
        privacyAgreed = getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)
        fast = getSharedPreferences("a", 0).getBoolean("fast", true)
        start()
    }
    private fun start() {
        if (privacyAgreed) MobileAds.initialize(this) // waits
        if (!privacyAgreed) CrashReport.initCrashReport(this) // runs
        if (fast) JPushInterface.init(this) // runs
    }
}
"""
        )
