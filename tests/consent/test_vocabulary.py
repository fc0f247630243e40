"""Which names mean that the user agreed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privlint.consent.vocabulary import Vocabulary
from privlint.knowledge.loader import load

WORDS = Vocabulary(load().consent)


@pytest.mark.parametrize(
    "text",
    "isAgreePrivacy privacy_agreed KEY_PRIVACY_ACCEPTED hasConsent userConsent termsAccepted 是否同意隐私 isAgreed "
    "consented agree consent privacyPolicyOk privacyConfirmed privacy-policy-accepted isAgreeAgreement "
    "shared_key_agree_agreement is_agree_privacy_key setIsAgreePrivacy agreedProtocol terms_accepted "
    "privacyAccepted eulaAccepted tos.accepted "
    "gdprConsent pipl_granted isArgeePrivacy provicyAgreed agrementAccepted yinsi_agree isTongyi 已同意隐私政策 "
    "授权隐私 privacy_agreed_v2 isagreeprivacy privacypolicyagreed userAgreed IS_AGREED setPrivacyAgreed "
    "consentTime agreedVersion consent_status readAndAgreedPrivacy 已阅读并同意 isConsentGiven privacySigned "
    "isPrivacyNotRejected notDisagreed noNeedShowPrivacyDialog privacyAgree.xml mPrivacyApproved "
    "checkIfAgreePrivacy disclaimerConfirmed privacyPassed consentAuthorized".split(),
)
def test_true_means_that_the_user_agreed(text: str) -> None:
    assert WORDS.polarity(text) is True


@pytest.mark.parametrize(
    "text",
    "needShowPrivacyDialog shouldShowConsent isFirstPrivacy isPrivacyNotAgreed privacyRejected needRequestProtocol "
    "needShowPrivacy consentRequired isFirstOpenPrivacy privacyUnagreed disagree isDisagreed not_agree unAgree noAgree "
    "privacyDeclined termsRefused deniedConsent guestPrivacy privacy_visitor privacyBasicMode askConsent mustAgree "
    "show_agreement isNewPrivacy privacyPending consentWithdrawn 不同意 未同意隐私 拒绝隐私政策 首次隐私 不接受协议 "
    "first_launch_privacy isFirstRunPrivacy withoutConsent isConsentNeeded privacyPopupNeeded displayPrivacyPolicy "
    "popupPrivacyDialog 需要同意隐私 需要显示隐私政策 是否弹出隐私 弹窗隐私协议".split(),
)
def test_true_means_that_the_user_did_not_agree(text: str) -> None:
    assert WORDS.polarity(text) is False


@pytest.mark.parametrize(
    "text",
    [
        *"did_ask_consent did_ask_user_consent privacy_dialog_shown consentGatherFinished gatherConsentFinished "
        "isPrivacyRead privacy_show_time privacyInited hasInit sdkInited isLogin isVip isMainProcess DEBUG 隐私已读 "
        "policy protocol terms privacy agreement userAgreement isProvicy isFirstRun isFirstOpen first_launch isNew "
        "privacy_mode privacy_lock privacy_screen privacy_filter privacy_space privacy.analytics.enabled setPrivacy "
        "PrivacySettings privacyUrl privacy_auto_revert read_privacy_url privacyPolicyUrl cachePolicy "
        "permissionGranted networkAvailable isGuest isBasicMode rejected accepted isConfirmed ok "
        "consentForm ConsentInformation agreeButton btn_agree agreeCount isAgreePermission agreementNo "
        "allowedProtocols agreeInvite group_notice_disagree "
        "allowedByPolicy consentNotRequired collectBeforeConsent shouldInitAfterPrivacyAgreed canRequestAds 首次启动 "
        "ageOfConsent age_of_consent privacyOptionsRequired consentDebugSettings consentDebugGeography consentError "
        "lastConsentSync consentInfoUpdated recordingConsentEnabled NOT_REQUIRED 无需同意隐私 "
        "隐私模式 https://example.com/privacy/agreed".split(),
        "",
        " ",
        "_",
        "agree to the privacy policy " * 9,
    ],
)
def test_a_name_that_does_not_tell(text: str) -> None:
    assert WORDS.polarity(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *"onAgree onAgreed onAgreeClick onAccept onAccepted onConfirm onConfirmClick onPositive onSure onOk agree "
        "clickAgree onPrivacyAgreed setPositiveButton positiveButton okButton yesButton BUTTON_POSITIVE btn_agree "
        "tv_agree btnAccept tv_confirm tvConfirm R.string.agree 同意并继续 同意 我同意 已阅读并同意 接受 允许 "
        "Agree Accept Continue giveConsent onUserConsentGiven btnagree tvargee agreeAndClose onAgreeOnclickListener "
        "@string/agree".split(),
        "I agree",
        "Agree & continue",
        "我已阅读并同意《用户协议》",
    ],
)
def test_names_that_mean_yes(text: str) -> None:
    assert WORDS.answer(text) == "accept"


@pytest.mark.parametrize(
    "text",
    [
        *"onDisagree btn_refuse 不同意 拒绝 暂不使用 退出 仅浏览 setNegativeButton onCancel disagree refuse noAgree "
        "onNotAgree doNotAllow unAgree btndisagree notAccept 确认不同意 不同意并退出 R.string.decline".split(),
        "Don't agree",
        "I don’t accept",
        "Not now",
    ],
)
def test_names_that_mean_no(text: str) -> None:
    assert WORDS.answer(text) == "reject"


@pytest.mark.parametrize("text", ["onDismiss", "btn_close", "setCancelable", "onConsentFormDismissed", "关闭"])
def test_names_that_only_go_away(text: str) -> None:
    assert WORDS.answer(text) == "dismiss"


@pytest.mark.parametrize(
    "text",
    [
        *"onClick OkHttpClient suspendCancellableCoroutine masterClick tv_user_agreement onCompletion onMeasure "
        "consentGatheringComplete requestConsent".split(),
        "",
        "agree " * 40,
    ],
)
def test_names_that_are_no_answer(text: str) -> None:
    assert WORDS.answer(text) == ""


def test_gates_are_named_with_or_without_a_class() -> None:
    words = Vocabulary(
        load().consent, ("com.x.Privacy#isAgreed", "mayCollect", "Store#allowed", "com.y.Gate.open", "#")
    )
    assert words.is_gate("com.x.Privacy", "isAgreed")
    assert words.is_gate("com.x.Privacy.Companion", "getIsAgreed")
    assert not words.is_gate("com.z.Privacy", "isAgreed")
    assert not words.is_gate("", "isAgreed")
    assert words.is_gate("", "mayCollect")
    assert words.is_gate("any.Owner", "getMayCollect")
    assert words.is_gate("com.q.Store", "isAllowed")
    assert not words.is_gate("com.q.BigStore", "allowed")
    assert words.is_gate("com.y.Gate", "open")
    assert not words.is_gate("", "")


def test_a_getter_names_its_property() -> None:
    words = Vocabulary(load().consent, ("getAgreed",))
    assert words.is_gate("com.x.Store", "agreed")
    assert not words.is_gate("com.x.Store", "isAgreed")


@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    assert WORDS.polarity(text) in (True, False, None)
    assert WORDS.answer(text) in ("", "accept", "reject", "dismiss")
    assert WORDS.is_gate(text, text) is False


PARTS = st.sampled_from(
    "is has privacy policy agree agreed accepted consent not first run show need dialog shown user terms protocol key "
    "rejected read and mode url button on cancel confirm close gdpr ok set after version".split()
)


@given(st.lists(PARTS, min_size=1, max_size=6))
def test_the_style_of_a_name_does_not_matter(parts: list[str]) -> None:
    camel = parts[0] + "".join(part.capitalize() for part in parts[1:])
    styles = [camel, camel[0].upper() + camel[1:], *(mark.join(parts) for mark in "_-. "), "_".join(parts).upper()]
    assert len({WORDS.polarity(style) for style in styles}) == 1
    assert len({WORDS.answer(style) for style in styles}) == 1
