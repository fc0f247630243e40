import androidx.viewpager2.widget.ViewPager2
import com.google.android.material.tabs.TabLayout
import com.google.android.material.bottomsheet.BottomSheetDialog
import com.google.android.material.navigation.NavigationView
import com.afollestad.materialdialogs.MaterialDialog
import androidx.swiperefreshlayout.widget.SwipeRefreshLayout
import androidx.appcompat.app.AlertDialog
import androidx.activity.result.contract.ActivityResultContracts
import com.tbruyelle.rxpermissions3.RxPermissions
import com.permissionx.guolindev.PermissionX

//// views
screen.findViewById<View>(1).setOnClickListener { WAITS }
screen.findViewById<View>(1).setOnLongClickListener { WAITS
    true }
screen.findViewById<View>(1).setOnTouchListener { _, _ -> WAITS
    true }
screen.findViewById<ListView>(1).setOnItemClickListener { _, _, _, _ -> WAITS }
screen.findViewById<CheckBox>(1).setOnCheckedChangeListener { _, _ -> WAITS }
screen.findViewById<EditText>(1).doAfterTextChanged { WAITS }
screen.findViewById<EditText>(1).addTextChangedListener { WAITS }
screen.findViewById<EditText>(1).setOnEditorActionListener { _, _, _ -> WAITS
    true }
screen.findViewById<SwipeRefreshLayout>(1).setOnRefreshListener { WAITS }
screen.findViewById<NavigationView>(1).setNavigationItemSelectedListener { WAITS
    true }

//// views by code
val box = screen.findViewById<CheckBox>(1)
box.setOnCheckedChangeListener { _, _ -> RUNS }
box.isChecked = true
val text = screen.findViewById<EditText>(1)
text.doAfterTextChanged { RUNS }
text.setText("x")
val v = screen.findViewById<View>(1)
v.setOnClickListener { RUNS }
v.performClick()

//// spinner
screen.findViewById<Spinner>(1).onItemSelectedListener = object : AdapterView.OnItemSelectedListener {
    override fun onItemSelected(p: AdapterView<*>?, v: View?, i: Int, d: Long) {
        RUNS
    }
    override fun onNothingSelected(p: AdapterView<*>?) {}
}

//// tab
screen.findViewById<TabLayout>(1).addOnTabSelectedListener(object : TabLayout.OnTabSelectedListener {
    override fun onTabSelected(t: TabLayout.Tab) {
        RUNS
    }
    override fun onTabUnselected(t: TabLayout.Tab) {}
    override fun onTabReselected(t: TabLayout.Tab) {
        WAITS
    }
})
screen.findViewById<ViewPager2>(1).registerOnPageChangeCallback(object : ViewPager2.OnPageChangeCallback() {
    override fun onPageSelected(p: Int) {
        RUNS
    }
})

//// dialog
AlertDialog.Builder(screen).setPositiveButton("a") { _, _ -> WAITS }.setNegativeButton("b") { _, _ -> WAITS }
    .setNeutralButton("c") { _, _ -> WAITS }.setItems(arrayOf("a")) { _, _ -> WAITS }.setOnDismissListener {
    WAITS }.setOnCancelListener { WAITS }
    .create().apply { setOnShowListener { RUNS } }.show()

//// anko
screen.alert("a") { positiveButton("b") { WAITS }
    negativeButton("c") { WAITS }
    okButton { WAITS }
    yesButton { WAITS }
    cancelButton { WAITS } }.show()
MaterialDialog(screen).show { positiveButton { WAITS }
    negativeButton { WAITS } }

//// sheet
BottomSheetDialog(screen).apply { setOnDismissListener { WAITS }
    setOnShowListener { RUNS } }.show()

//// permissions
screen.registerForActivityResult(ActivityResultContracts.RequestPermission()) {
    WAITS
}.launch("a")
XXPermissions.with(screen).permission("a").request { _, _ ->
    WAITS
}
RxPermissions(screen).request("a").subscribe {
    WAITS
}
PermissionX.init(screen).permissions("a").request { _, _, _ ->
    WAITS
}
