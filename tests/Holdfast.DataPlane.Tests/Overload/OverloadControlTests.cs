using Holdfast.DataPlane.Takeover;
using Holdfast.DataPlane.Tests.Takeover;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Overload;

public sealed class OverloadControlTests
{
    [Theory]
    [InlineData(1000, 1000, 1100)]
    [InlineData(1000, 1030, 1100)]
    [InlineData(1000, 1060, 1160)]
    [InlineData(1000, 1099, 1199)]
    [InlineData(1000, 5000, 5100)]
    public void NextTick_IsNeverAMomentAfterThisOne(long dueMilliseconds, long nowMilliseconds, long nextMilliseconds) =>
        OverloadControl.NextDue(dueMilliseconds * 1_000_000, nowMilliseconds * 1_000_000).ShouldBe(nextMilliseconds * 1_000_000);

    /// <summary>Whoever changes the configuration waits for that lock, and must not wait for whoever reads the log.</summary>
    [Fact]
    public void LogThatStandsStill_HoldsNobodyUpWhoChangesTheConfiguration()
    {
        using SharedLimits old = SharedLimits.TryCreate()!;
        SharedLimits next = Sharing.TryJoin(old)!;
        next.TakeCharge();
        next.Dispose();
        WaitingWriter log = new();
        using OverloadControl control = new(new VirtualClock(), new EventLog(log, new VirtualClock()), old);
        log.Meanwhile = control.LookAgain;

        control.Tick();

        log.WasWritten.ShouldBeTrue();
        log.WasHeldUp.ShouldBeFalse();
    }

    /// <summary>Whatever is written waits until another thread has done something.</summary>
    private sealed class WaitingWriter : StringWriter
    {
        public Action Meanwhile { get; set; } = () => { };

        public bool WasWritten { get; private set; }

        public bool WasHeldUp { get; private set; }

        public override void Write(string? value) => Wait();

        public override void WriteLine(string? value) => Wait();

        public override void Flush() => Wait();

        private void Wait()
        {
            if (!WasWritten)
            {
                WasWritten = true;
                Thread other = new(() => Meanwhile());
                other.Start();
                WasHeldUp = !other.Join(TimeSpan.FromSeconds(5));
            }
        }
    }
}
