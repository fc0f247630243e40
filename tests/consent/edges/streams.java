import java.util.Arrays
import java.util.stream.*
import io.reactivex.rxjava3.core.*
import io.reactivex.rxjava3.schedulers.Schedulers
import io.reactivex.rxjava3.android.schedulers.AndroidSchedulers
import com.jakewharton.rxbinding4.view.RxView
import com.jakewharton.rxbinding4.widget.RxCompoundButton

//// cold stream
Arrays.asList(1).stream().map(x -> { WAITS; return x; });
Arrays.asList(1).stream().map(x -> { RUNS; return x; }).collect(Collectors.toList());

//// stream peek
Stream.of(1).peek(x -> WAITS).filter(x -> x > 0);
Stream.of(1).peek(x -> RUNS).filter(x -> x > 0).forEach(x -> RUNS);

//// stream flatMap
Stream.of(1).flatMap(x -> { RUNS; return Stream.of(x); }).count();
Stream.of(1).flatMap(x -> { WAITS; return Stream.of(x); });

//// stream generate
Stream.generate(() -> { WAITS; return 1; }).limit(3);
Stream.generate(() -> { RUNS; return 1; }).limit(3).toArray();

//// IntStream sum
IntStream.range(0, 3).map(i -> { RUNS; return i; }).sum();
Stream.of(1).map(i -> { RUNS; return i; }).reduce(0, (a, b) -> a);
for (Integer i : Stream.of(1).map(i -> { RUNS; return i; }).collect(Collectors.toSet())) { RUNS; }

//// IntStream
IntStream.range(0, 3).mapToObj(i -> { WAITS; return i; });
IntStream.range(0, 3).forEach(i -> RUNS);
IntStream.range(0, 3).mapToObj(i -> { RUNS; return i; }).findFirst();

//// Rx subscribe
Observable.just(1).subscribe(x -> RUNS);

//// Rx create
Observable.create(e -> { RUNS; e.onNext(1); }).subscribe();
Observable.create(e -> { WAITS; });

//// Rx fromCallable
Observable.fromCallable(() -> { RUNS; return 1; }).subscribeOn(Schedulers.io()).subscribe();
Single.fromCallable(() -> { WAITS; return 1; });

//// Rx defer
Observable.defer(() -> { RUNS; return Observable.just(1); }).subscribe();
Observable.defer(() -> { WAITS; return Observable.just(1); });

//// Rx map
Observable.just(1).map(x -> { RUNS; return x; }).observeOn(AndroidSchedulers.mainThread()).subscribe(x -> RUNS);
Observable.just(1).map(x -> { WAITS; return x; }).filter(x -> { WAITS; return true; });

//// Rx flatMap
Observable.just(1).flatMap(x -> Observable.fromCallable(() -> { RUNS; return 1; })).subscribe();

//// Rx doOn
Observable.just(1).doOnNext(x -> RUNS).doOnSubscribe(x -> RUNS).doOnComplete(() -> RUNS).subscribe();
Observable.just(1).doOnNext(x -> WAITS);

//// Rx filter
Observable.just(1).filter(x -> { RUNS; return true; }).subscribe();

//// Rx Completable
Completable.fromAction(() -> RUNS).subscribe();
Completable.fromAction(() -> WAITS);
Completable.fromRunnable(() -> RUNS).subscribe();

//// Rx blocking
Observable.fromCallable(() -> { RUNS; return 1; }).blockingFirst();
Single.fromCallable(() -> { RUNS; return 1; }).blockingGet();
Completable.fromAction(() -> RUNS).blockingAwait();
Observable.just(1).blockingForEach(x -> RUNS);
Observable.just(1).blockingSubscribe(x -> RUNS);

//// Rx timer
Observable.timer(1, TimeUnit.SECONDS).subscribe(x -> RUNS);
Observable.interval(1, TimeUnit.SECONDS).take(3).subscribe(x -> RUNS);

//// RxView
RxView.clicks(screen.findViewById(1)).subscribe(x -> WAITS);
RxCompoundButton.checkedChanges(screen.findViewById(2)).skip(1).subscribe(x -> WAITS);
