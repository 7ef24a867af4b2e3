using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Health;

public sealed class EjectionTests
{
    private const long Second = 1_000_000_000;

    private readonly ServerState server = new("shop", "a", NetworkAddress.FromIPv4(1, 80), 100, new ServerChanges());
    private readonly Ejection ejection;

    public EjectionTests() => ejection = new Ejection(server);

    [Fact]
    public void OneOfTwoReports_OwnsTheEjection()
    {
        ejection.TryBegin(EjectionReason.Silent, Second).ShouldBeTrue();
        ejection.TryBegin(EjectionReason.ConnectFailed, Second).ShouldBeFalse();
        ejection.Reason.ShouldBe(EjectionReason.Silent);
        server.Available.ShouldBeFalse();
        ejection.Lift(2 * Second);
        ejection.Lift(2 * Second);
        server.Available.ShouldBeTrue();
    }

    [Fact]
    public void EjectedAgainAndAgain_StaysOutLonger()
    {
        long length = 0;
        for (int time = 1; time <= 4; time++)
        {
            ejection.TryBegin(EjectionReason.Silent, time * Second).ShouldBeTrue();
            ejection.Length.ShouldBeGreaterThan(length);
            length = ejection.Length;
            ejection.Lift(time * Second);
        }
    }

    [Fact]
    public void BeganAndLiftedByTwoThreadsAtOnce_LeavesNoServerOutForGood()
    {
        // Without the state in between, a lift in the middle of a beginning leaves the server out with nothing to lift.
        bool isOver = false;
        Thread lifter = new(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                ejection.Lift(Second);
            }
        });
        lifter.Start();
        for (int round = 0; round < 200_000; round++)
        {
            ejection.TryBegin(EjectionReason.Silent, Second);
            if (!ejection.IsOn && !server.Available && !SettlesSoon())
            {
                break;
            }
        }

        Volatile.Write(ref isOver, true);
        lifter.Join();
        ejection.Lift(Second);
        server.Available.ShouldBeTrue();
        ejection.IsOn.ShouldBeFalse();
    }

    private bool SettlesSoon() => SpinWait.SpinUntil(() => ejection.IsOn || server.Available, TimeSpan.FromSeconds(1));
}
