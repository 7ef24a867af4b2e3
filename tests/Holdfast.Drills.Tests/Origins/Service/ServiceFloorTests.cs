namespace Holdfast.Drills;

/// <summary>The workers and their queue in virtual time, against what queueing theory says.</summary>
public class ServiceFloorTests
{
    private const double Millisecond = 1e6;

    [Theory]
    [InlineData(1, 0.7)]
    [InlineData(4, 0.8)]
    [InlineData(8, 0.85)]
    public void ExponentialWork_WaitsAsErlangSays(int workers, double utilisation)
    {
        // Waiting times are strongly correlated, more so the fuller it is: enough arrivals that 5 % is several standard errors.
        const int Arrivals = 500_000;
        const double Service = 5 * Millisecond;
        FloorRun run = new(new OriginBehaviour { Service = new ServiceTime(ServiceShape.Exponential, TimeSpan.FromMilliseconds(5)), Workers = workers, Queue = int.MaxValue }, seed: 11);
        double waited = run.MeanResponse(Arrivals, meanGap: Service / (workers * utilisation)) - Service;
        double expected = ErlangC(workers, workers * utilisation) * Service / (workers * (1 - utilisation));
        (waited / expected).ShouldBeInRange(0.95, 1.05, $"seed {run.Seed}: waited {waited / Millisecond} ms, Erlang C says {expected / Millisecond} ms");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(96)]
    [InlineData(200)]
    public void ClosedLoop_YieldsWhatTheScalabilityLawSays(int atOnce)
    {
        ScalabilityLaw law = new(0.02773, 0.0001044);
        FloorRun run = new(new OriginBehaviour { Service = new ServiceTime(ServiceShape.Exponential, TimeSpan.FromMilliseconds(5)), Usl = law }, seed: 12);
        double perSecond = run.ClosedLoopThroughput(atOnce, completions: 200_000);
        double expected = 200 * atOnce / (1 + (law.Alpha * (atOnce - 1)) + (law.Beta * atOnce * (atOnce - 1)));
        (perSecond / expected).ShouldBeInRange(0.97, 1.03, $"seed {run.Seed}: {perSecond}/s, the law says {expected}/s");
    }

    [Fact]
    public void LateLook_DoesNotSlowTheWorkersDown()
    {
        FloorRun run = new(new OriginBehaviour { Workers = 2, Queue = int.MaxValue }, seed: 1);
        for (int i = 0; i < 2000; i++)
        {
            run.Floor.Admit(new ServiceJob(run.CountDone), 0);
        }

        // 2 workers of 5 ms are busy for 5 s with 2,000 jobs; whoever looks does it every 7 ms only.
        for (long now = 0; now < 5_000_000_000 + 7_000_000; now += 7_000_000)
        {
            run.Floor.AdvanceTo(now);
        }

        run.TakeDone().ShouldBe(2000);
    }

    [Fact]
    public void FullQueue_RefusesAndOrderIsThatOfArrival()
    {
        FloorRun run = new(new OriginBehaviour { Workers = 1, Queue = 2 }, seed: 1);
        List<int> order = [];
        Admission[] admissions = [.. Enumerable.Range(0, 4).Select(i => run.Floor.Admit(new ServiceJob(() => order.Add(i)), 0))];
        admissions.ShouldBe([Admission.Serving, Admission.Waiting, Admission.Waiting, Admission.Full]);
        run.Floor.AdvanceTo(14_999_999);
        run.TakeDone();
        order.ShouldBe([0, 1]);
        run.Floor.NextDue.ShouldBe(15_000_000);
        run.Floor.AdvanceTo(15_000_000);
        run.TakeDone();
        order.ShouldBe([0, 1, 2]);
        run.Floor.NextDue.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void Pause_StopsTheWorkAndResumeGoesOnWhereItStood()
    {
        FloorRun run = new(new OriginBehaviour(), seed: 1);
        run.Floor.Admit(new ServiceJob(run.CountDone), 0);
        run.Floor.Pause(2_000_000);
        run.Floor.NextDue.ShouldBe(long.MaxValue);
        run.Floor.AdvanceTo(1_000_000_000);
        run.TakeDone().ShouldBe(0);
        run.Floor.Resume(1_000_000_000);
        run.Floor.NextDue.ShouldBe(1_003_000_000);
    }

    [Fact]
    public void MoreWorkers_BeginWhatWaitsAtOnce()
    {
        FloorRun run = new(new OriginBehaviour { Workers = 1 }, seed: 1);
        for (int i = 0; i < 4; i++)
        {
            run.Floor.Admit(new ServiceJob(run.CountDone), 0);
        }

        run.Floor.Apply(new OriginBehaviour { Workers = 4 }, 1_000_000);
        run.Floor.InService.ShouldBe(4);
        run.Floor.AdvanceTo(6_000_000);
        run.TakeDone().ShouldBe(4);
    }

    [Fact]
    public void ScalabilityLaw_SlowsWhatIsAlreadyInService()
    {
        FloorRun run = new(new OriginBehaviour { Usl = new ScalabilityLaw(1, 0) }, seed: 1);
        run.Floor.Admit(new ServiceJob(run.CountDone), 0);
        // 1 ms alone, then shared by two at half the rate each: 4 ms of work are left and take 8 ms.
        run.Floor.Admit(new ServiceJob(run.CountDone), 1_000_000);
        run.Floor.NextDue.ShouldBe(9_000_000);
    }

    /// <summary>Probability that an arrival has to wait, by the recursion of Erlang B.</summary>
    private static double ErlangC(int workers, double load)
    {
        double blocked = 1;
        for (int i = 1; i <= workers; i++)
        {
            blocked = load * blocked / (i + (load * blocked));
        }

        return blocked / (1 - (load / workers * (1 - blocked)));
    }
}
