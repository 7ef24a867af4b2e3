using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Ranking;

public class HypothesisLedgerTests
{
    private const long Onset = 1000;

    private readonly HypothesisLedger ledger = new();

    [Fact]
    public void Rejection_KeepsTheReasonOfItsSecond()
    {
        Look(0, Item(Sign.FirstAttemptsUp, "785 first attempts/s, 200 before"));
        Look(5, Item(Sign.FirstAttemptsFlat, "203 first attempts/s, 200 before"));
        Look(40, Item(Sign.FirstAttemptsDown, "3 first attempts/s, 200 before"));
        LedgerEntry entry = Of(CauseClass.Surge);
        entry.RejectedAt.ShouldBe(Onset + 5);
        entry.Reason.ShouldBe("no more new requests than usual came: 203 first attempts/s, 200 before");
    }

    [Fact]
    public void WhatIsSeenWhileItIsBeingMended_RulesNothingOut_AndLaterItDoes()
    {
        Look(0, Item(Sign.FewClientsDominate, "one client sends 40 %"));
        EvidenceItem gone = Item(Sign.NobodyDominates, "no client stands out");
        Look(30, true, gone);
        Of(CauseClass.OneClient).RejectedAt.ShouldBeNull("somebody has just held that client back");
        Look(95, gone);
        Of(CauseClass.OneClient).RejectedAt.ShouldBe(Onset + 95);
    }

    [Fact]
    public void FigureThatSpeaksAgainstACause_SaysWhy()
    {
        Look(0, Item(Sign.FirstAttemptsUp, "785 first attempts/s at pool shop, 203 before"), Item(Sign.AllServersHit, "all suffer alike"));
        Of(CauseClass.SickServer).Reason.ShouldNotBeNull().ShouldBeOneOf("more new requests than usual came: 785 first attempts/s at pool shop, 203 before", "all suffer alike");
        Refutation.Of(Item(Sign.FirstAttemptsUp, "785")).ShouldBe("more new requests than usual came: 785");
        Refutation.Of(Item(Sign.AllServersHit, "all suffer alike")).ShouldBe("all suffer alike");
    }

    private void Look(long after, params EvidenceItem[] items) => Look(after, false, items);

    private void Look(long after, bool isBeingMended, params EvidenceItem[] items) => ledger.Record(
        new Explanation(Onset + after, Onset, MadeSeries.Pool, Verdict.Undetermined, Ranker.Rank(items, Onset, MadeSeries.Pool), items, "hurt", null, null, null, [], [], []), isBeingMended);

    private LedgerEntry Of(CauseClass cause) => ledger.Entries.Single(entry => entry.Class == cause);

    private static EvidenceItem Item(Sign sign, string text) => new(sign, SignalFamily.Traffic, MadeSeries.Pool, "signal", Onset, Onset, 1, 1, 1, Onset, text);
}
