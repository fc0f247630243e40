import com.google.android.material.tabs.TabLayout
import com.google.android.material.bottomsheet.BottomSheetDialog
import com.google.android.material.navigation.NavigationView
import com.google.android.material.dialog.MaterialAlertDialogBuilder
import com.afollestad.materialdialogs.MaterialDialog
import androidx.swiperefreshlayout.widget.SwipeRefreshLayout
import androidx.appcompat.app.AlertDialog
import androidx.appcompat.widget.Toolbar
import androidx.activity.result.contract.ActivityResultContracts
import com.tbruyelle.rxpermissions3.RxPermissions
import com.permissionx.guolindev.PermissionX
import androidx.compose.ui.window.Dialog

//// click
screen.findViewById(1).setOnClickListener(v -> WAITS);

//// long click
screen.findViewById(1).setOnLongClickListener(v -> { WAITS; return true; });

//// touch
screen.findViewById(1).setOnTouchListener((v, e) -> { WAITS; return true; });

//// item click
((ListView) screen.findViewById(1)).setOnItemClickListener((p, v, i, d) -> WAITS);

//// spinner
((Spinner) screen.findViewById(1)).setOnItemSelectedListener(new AdapterView.OnItemSelectedListener() {
    public void onItemSelected(AdapterView<?> p, View v, int i, long d) {
        RUNS; }
    public void onNothingSelected(AdapterView<?> p) { } });

//// checked
((CheckBox) screen.findViewById(1)).setOnCheckedChangeListener((v, c) -> WAITS);

//// checked by code
CheckBox box = screen.findViewById(1);
box.setOnCheckedChangeListener((v, c) -> RUNS);
box.setChecked(true);

//// seek
((SeekBar) screen.findViewById(1)).setOnSeekBarChangeListener(new SeekBar.OnSeekBarChangeListener() {
    public void onProgressChanged(SeekBar s, int p, boolean u) {
        WAITS; }
    public void onStartTrackingTouch(SeekBar s) { }
    public void onStopTrackingTouch(SeekBar s) {
        WAITS; } });

//// text
((EditText) screen.findViewById(1)).addTextChangedListener(new TextWatcher() {
    public void afterTextChanged(Editable e) {
        WAITS; }
    public void beforeTextChanged(CharSequence s, int a, int b, int c) { }
    public void onTextChanged(CharSequence s, int a, int b, int c) {
        WAITS; } });

//// text by code
EditText text = screen.findViewById(1);
text.addTextChangedListener(new TextWatcher() { public void afterTextChanged(Editable e) {
        RUNS; }
    public void beforeTextChanged(CharSequence s, int a, int b, int c) { }
    public void onTextChanged(CharSequence s, int a, int b, int c) { } });
text.setText("x");

//// editor action
((EditText) screen.findViewById(1)).setOnEditorActionListener((v, a, e) -> { WAITS; return true; });

//// refresh
((SwipeRefreshLayout) screen.findViewById(1)).setOnRefreshListener(() -> WAITS);

//// menu item
((Toolbar) screen.findViewById(1)).setOnMenuItemClickListener(i -> { WAITS; return true; });
PopupMenu p = new PopupMenu(screen, null);
p.setOnMenuItemClickListener(i -> { WAITS; return true; });

//// navigation item
((NavigationView) screen.findViewById(1)).setNavigationItemSelectedListener(i -> { WAITS; return true; });

//// tab
((TabLayout) screen.findViewById(1)).addOnTabSelectedListener(new TabLayout.OnTabSelectedListener() {
    public void onTabSelected(TabLayout.Tab t) {
        RUNS; }
    public void onTabUnselected(TabLayout.Tab t) {
        WAITS; }
    public void onTabReselected(TabLayout.Tab t) {
        WAITS; } });

//// scroll
((ListView) screen.findViewById(1)).setOnScrollListener(new AbsListView.OnScrollListener() {
    public void onScrollStateChanged(AbsListView v, int s) {
        WAITS; }
    public void onScroll(AbsListView v, int a, int b, int c) { } });
((RecyclerView) screen.findViewById(1)).addOnScrollListener(new RecyclerView.OnScrollListener() {
    public void onScrollStateChanged(RecyclerView v, int s) {
        WAITS; } });

//// performClick
View v = screen.findViewById(1);
v.setOnClickListener(x -> RUNS);
v.performClick();

//// callOnClick
View v = screen.findViewById(1);
v.setOnClickListener(x -> RUNS);
v.callOnClick();

//// dialog
new AlertDialog.Builder(screen).setPositiveButton("a", (d, w) -> WAITS).setNegativeButton("b", (d, w) -> WAITS)
    .setNeutralButton("c", (d, w) -> WAITS).setItems(new String[0], (d, w) -> WAITS)
    .setSingleChoiceItems(new String[0], 0, (d, w) -> WAITS).setOnDismissListener(d -> WAITS)
    .setOnCancelListener(d -> WAITS).show();

//// dialog shown
Dialog d = new AlertDialog.Builder(screen).create();
d.setOnShowListener(x -> RUNS);
d.show();

//// dialog setButton
AlertDialog d = new AlertDialog.Builder(screen).create();
d.setButton(DialogInterface.BUTTON_POSITIVE, "a", (x, w) -> WAITS);
d.getButton(DialogInterface.BUTTON_NEGATIVE).setOnClickListener(v -> WAITS);
d.show();

//// material dialog
new MaterialDialog.Builder(screen).onPositive((d, w) -> WAITS).onNegative((d, w) -> WAITS).show();
new MaterialAlertDialogBuilder(screen).setPositiveButton("a", (d, w) -> WAITS).show();

//// bottom sheet
BottomSheetDialog s = new BottomSheetDialog(screen);
s.setOnDismissListener(d -> WAITS);
s.setOnShowListener(d -> RUNS);
s.show();

//// dialog fragment
new Ask().show(screen.getSupportFragmentManager(), "a");
---
static class Ask extends DialogFragment { public Dialog onCreateDialog(Bundle b) {
        RUNS; return null; }
    public void onDismiss(DialogInterface d) {
        WAITS; }
    public void onCancel(DialogInterface d) {
        WAITS; } }

//// XXPermissions
XXPermissions.with(screen).permission("a").request((p, all) ->
WAITS);

//// RxPermissions
new RxPermissions(screen).request("a").subscribe(ok ->
WAITS);

//// PermissionX
PermissionX.init(screen).permissions("a").request((all, granted, denied) -> WAITS);

//// registerForActivityResult
screen.registerForActivityResult(new ActivityResultContracts.RequestPermission(), ok ->
WAITS
).launch("a");
