import java.util.ServiceLoader
import java.util.List
import java.util.ArrayList
import java.util.Arrays
import com.alibaba.android.arouter.facade.annotation.Route
import org.greenrobot.eventbus.*
import androidx.lifecycle.*
import com.therouter.TheRouter
import com.therouter.router.Route

//// lists
Arrays.asList(1).forEach(x -> RUNS);
for (Runnable r : listeners) { r.run(); }
---
List<Runnable> listeners = new ArrayList<>(Arrays.asList(() -> RUNS));

//// synchronized
synchronized (this) { RUNS; }
try { RUNS; } finally { RUNS; }

//// stored SAM
listener.run();
---
Runnable listener = () -> RUNS;
Runnable idle = () -> WAITS;

//// stored parameter
new Keeper(() -> RUNS).fire();
new Keeper2(() -> WAITS);
---
class Keeper { final Runnable r; Keeper(Runnable r) { this.r = r; }
    void fire() { r.run(); } }
class Keeper2 { final Runnable r; Keeper2(Runnable r) { this.r = r; }
    void fire() { r.run(); } }

//// listeners
register(() -> RUNS);
for (Starter s : all) s.start();
---
interface Starter { void start(); }
final List<Starter> all = new ArrayList<>();
void register(Starter s) { all.add(s); }

//// static init
Holder.touch();
---
static class Holder { static { RUNS; }
    static void touch() { } }
static class Idle { static { WAITS; } }

//// static field
int x = Holder.ID;
---
static class Holder { static final int ID = make();
    static int make() { RUNS; return 1; } }

//// field initialiser
new Made();
---
static class Made { int x = make();
    { RUNS; }
    int make() { RUNS; return 1; } }

//// default method
new Impl().start();
---
interface Starter { default void start() { RUNS; } }
static class Impl implements Starter { }

//// EventBus
EventBus.getDefault().register(new Sub());
EventBus.getDefault().post(new Event());
---
static class Event { }
static class Other { }
static class Sub { @Subscribe public void on(Event e) { RUNS; }
    @Subscribe public void off(Other e) { WAITS; } }

//// ServiceLoader
for (Starter s : ServiceLoader.load(Starter.class)) s.start();
---
interface Starter { void start(); }
@com.google.auto.service.AutoService(Starter.class) public static class Impl implements Starter {
    public void start() { RUNS; } }

//// reflection newInstance
try { Object o = Class.forName("com.example.ROW$Made").newInstance(); } catch (Exception e) { }
---
public static class Made { public Made() { RUNS; } }

//// reflection method
try { Class.forName("com.example.ROW$Made").getMethod("start").invoke(null); } catch (Exception e) { }
---
public static class Made { public static void start() { RUNS; }
    public static void stop() { WAITS; } }

//// ViewModelProvider
new ViewModelProvider(screen).get(Model.class);
---
public static class Model extends ViewModel { public Model() { RUNS; } }
public static class Idle extends ViewModel { public Idle() { WAITS; } }

//// TheRouter
TheRouter.build("/t/home").navigation();
---
@Route(path = "/t/home") static class Home extends AppCompatActivity { protected void onCreate(Bundle b) {
        super.onCreate(b); RUNS; } }
@Route(path = "/t/more") static class More extends AppCompatActivity { protected void onCreate(Bundle b) {
        super.onCreate(b); WAITS; } }
