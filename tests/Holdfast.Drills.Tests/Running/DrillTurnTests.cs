using Holdfast.Drills.Running;

namespace Holdfast.Drills.Tests.Running;

public sealed class DrillTurnTests : IDisposable
{
    private readonly string root = Path.Combine(Path.GetTempPath(), $"holdfast-turn-{Environment.ProcessId}-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void SecondDrill_IsToldWhoRuns()
    {
        using DrillTurn first = DrillTurn.TryTake(root, "drill dead-host (process 7)", out string problem).ShouldNotBeNull();
        problem.ShouldBeEmpty();
        DrillTurn.TryTake(root, "drill tiny (process 8)", out problem).ShouldBeNull();
        // bench/run overload waits for these words.
        problem.ShouldStartWith("this machine is in use: drill dead-host (process 7) runs");
    }

    [Fact]
    public void TurnThatWasGivenBack_CanBeTaken()
    {
        DrillTurn.TryTake(root, "first", out _).ShouldNotBeNull().Dispose();
        using DrillTurn second = DrillTurn.TryTake(root, "second", out string problem).ShouldNotBeNull();
        problem.ShouldBeEmpty();
    }

    [Fact]
    public void NameplateOfARunnerThatWasKilled_MeansNothing()
    {
        Directory.CreateDirectory(root);
        File.WriteAllText(Path.Combine(root, "running"), "drill dead-host (process 7)");
        File.WriteAllText(Path.Combine(root, "turn"), "");
        using DrillTurn turn = DrillTurn.TryTake(root, "next", out _).ShouldNotBeNull();
    }
}
