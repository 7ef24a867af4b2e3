using Holdfast.Telemetry.Series;

namespace Holdfast.DataPlane.Tests;

public class OutcomeSignalsTests
{
    [Theory]
    [MemberData(nameof(Outcomes))]
    public void EveryOutcome_IsRecordedAsWhoCausedItSays(RequestOutcome outcome)
    {
        Signal signal = OutcomeSignals.Of(outcome);
        switch (OutcomeTable.Row(outcome).Cause)
        {
            case OutcomeCause.Server:
                signal.ToString().ShouldStartWith("Failed");
                break;
            case OutcomeCause.Shed or OutcomeCause.Gateway:
                signal.ToString().ShouldStartWith("Shed");
                break;
            case OutcomeCause.None:
                signal.ShouldBe(Signal.Good);
                break;
            default:
                signal.ShouldBeOneOf(Signal.Good, Signal.ClientGone, Signal.FailedTotalTime);
                break;
        }
    }

    [Fact]
    public void Signals_AreThoseOfWholeRequests() =>
        // The recorder adds these up; any other signal would be out of its range.
        OutcomeSignals.All().Except([.. SignalGroups.Requests]).ShouldBeEmpty();

    [Fact]
    public void EveryReasonToShed_HasASignalOfItsOwn()
    {
        // Two reasons in one signal could not be told apart when somebody asks why.
        RequestOutcome[] shed = [.. Enum.GetValues<RequestOutcome>().Where(outcome => OutcomeTable.Row(outcome).Cause == OutcomeCause.Shed)];
        shed.Select(OutcomeSignals.Of).ShouldBeUnique();
        shed.Select(OutcomeSignals.Of).ShouldNotContain(Signal.ShedOther);
    }

    public static TheoryData<RequestOutcome> Outcomes() => [.. Enum.GetValues<RequestOutcome>()];
}
