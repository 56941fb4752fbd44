"""Words that say nothing of what an answer is about, in English and in Welsh: they make no theme and no label."""

from typing import Final

_ENGLISH: Final = frozenset(
    """
a about above across actually after again against ago all almost along already also although always am among an and
another any anybody anyone anything are aren't around as at away back be because been before being below between bit
both but by came can can't cannot cant come could couldn't couldnt did didn't didnt do does doesn't doesnt doing don't
done dont down during each eight either else enough etc even ever every everybody everyone everything except few five
for four from further get gets getting give given go goes going gone got had hadn't has hasn't have haven't having he
he'd he's her here hers him himself his how however i i'd i'll i'm i've if im in instead into is isn't isnt it it's
its itself ive just keep kind know less let lets like lot lots made make makes many may maybe me might mine more most
much must my myself na need needs nine nobody nor now of off often on once one ones only onto or other others
otherwise our ours ourselves out over own per perhaps put quite rather really said same say see seem seems seven she
she's should shouldn't since six so some somebody someone something sometimes somewhere soon still such sure take ten
than thank thanks that that's the their theirs them themselves then there there's these they they'd they're they've
thing things think this those though three through thus to too took toward towards two under unless until up upon us
use used using very via want was wasn't wasnt way we we'd we'll we're we've well went were weren't what what's
whatever when where whether which while who who's whole whom whose why will with within without won't wont would
wouldn't yes yet you you'd you'll you're you've your yours yourself yourselves
""".split()
)
_WELSH: Final = frozenset(
    """
a ac ag ambell angen ar arall at beth bob bod bu bydd byddai byddwn byth ces chi chwech chwi cyn dach dal dan dau ddim
ddod ddweud digon dod dros dw dwi dwy dydy dylai dyma dyna e ei eich ein eisiau eitha'n eithaf er eraill erbyn erioed
eto eu fe fel felly fi fo fy fydd fyddai gael gallai gallu gan ganddo gen gennym gweld gwneud gyd gyda heb hefyd hi
hoffwn hon honno hun hunain hwn hwnnw hwy hyd hyn hynny i iawn iddi iddo iddyn ie llai llawer lle mae maen mai mewn mi
mo mor mwy mwyaf na nac nad neb neu nhw ni nid nifer nôl o oddi oedd oeddem oedden oeddwn oes oherwydd ohono ohonom
ond os pa pam pan pawb pedwar peth pethau pob popeth pryd pum pump pwy r rhag rhai rhaid rhwng roedd roeddem roedden
roeddwn rwy rwy'n rydw rydym rydyn rŵan sef sut sy sydd tair ti tra tri trwy tua tuag un unrhyw unwaith wedi wedyn
weithiau wnaeth wrth y ych ydi ydw ydy ydych ydym ydyn yma ymlaen yn yna ynghylch yno yr yw â
""".split()
)
STOP_WORDS: Final = _ENGLISH | _WELSH
