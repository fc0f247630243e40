import androidx.appcompat.app.AlertDialog
import androidx.compose.ui.Modifier
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.foundation.gestures.detectTapGestures
import androidx.compose.ui.platform.ComposeView
import androidx.compose.ui.window.Dialog

//// compose
screen.setContent { Screen() }
---
@Composable fun Screen() { RUNS
    val x = remember { RUNS
        1 }
    LaunchedEffect(Unit) { RUNS }
    DisposableEffect(Unit) { RUNS
        onDispose { RUNS } }
    SideEffect { RUNS }
    val p by produceState(1) { RUNS }
    val d by remember { derivedStateOf { RUNS
            1 } }
    val t = d + 1
    val s = rememberCoroutineScope()
    s.launch { RUNS }
    Button(onClick = { s.launch { WAITS } }) {
        RUNS }
    Column { RUNS } }

//// compose collect
screen.setContent { val x by flow { RUNS
        emit(1) }.collectAsState(0)
    Text(x.toString()) }

//// compose nav
screen.setContent { val c = rememberNavController()
    NavHost(c, startDestination = "home") { composable("home") { RUNS
            Button(onClick = { c.navigate("more") }) { } }
        composable("more") { WAITS } } }

//// compose pager
screen.setContent { HorizontalPager(state = rememberPagerState { 2 }) { RUNS } }

//// compose input
screen.setContent { Button(onClick = { WAITS }) {
        RUNS }
    TextField(value = "", onValueChange = { WAITS })
    Checkbox(checked = false, onCheckedChange = { WAITS })
    Box(Modifier.clickable { WAITS }.combinedClickable(onLongClick = { WAITS }) { WAITS }.pointerInput(Unit) {
        detectTapGestures(onTap = { WAITS }) })
    androidx.compose.material3.AlertDialog(onDismissRequest = { WAITS },
    confirmButton = { RUNS
        Button(onClick = { WAITS }) { } }, dismissButton = { TextButton(onClick = { WAITS }) { } })
    BackHandler { WAITS }
    Dialog(onDismissRequest = { WAITS }) {
        RUNS } }

//// compose view
screen.findViewById<ComposeView>(1).setContent { RUNS }
