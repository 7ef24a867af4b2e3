using Holdfast.Foundation;

namespace Holdfast.Drills;

/// <summary>
/// A server with so many workers and one queue, in virtual time: each request takes an exponential time (M/M/c with Poisson arrivals,
/// D/M/c with even ones). Its queue outlives a trial as a real server's does.
/// </summary>
internal sealed class QueueModel(int workers, TimeSpan serviceTime, TimeSpan objective, ulong seed) : ITrialRunner
{
    private readonly SeededRandom random = new(seed);
    private readonly PriorityQueue<double, double> freeAt = new(Enumerable.Repeat((0.0, 0.0), workers));
    private double now;
    private double idleAt;

    public bool EvenArrivals { get; init; }

    /// <summary>A trial ends when its last answer has come, as a generator ends that counts every request: the next one begins with an empty queue.</summary>
    public bool WaitsForAnswers { get; init; } = true;

    /// <summary>The generator cannot send more.</summary>
    public double ClientMaximum { get; init; } = double.PositiveInfinity;

    /// <summary>For trials of any outcome: the objective is missed whatever the server did.</summary>
    public Func<int, bool> Disturbs { get; init; } = _ => false;

    /// <summary>For trials in which another program had the generator's processor.</summary>
    public Func<int, bool> DisturbsClient { get; init; } = _ => false;

    public int Trials { get; private set; }

    public double Now => now;

    public Task<TrialOutcome> RunAsync(TrialRequest trial, CancellationToken cancellation)
    {
        double begin = now;
        double measuredFrom = begin + trial.WarmUp.TotalSeconds;
        double end = measuredFrom + trial.Duration.TotalSeconds;
        var responses = new List<double>();
        int answered = 0;
        for (double due = begin + Gap(trial.RequestsPerSecond); due < end; due += Gap(trial.RequestsPerSecond))
        {
            double done = Serve(due);
            answered += done >= measuredFrom && done < end ? 1 : 0;
            if (due >= measuredFrom)
            {
                responses.Add(done - due);
            }
        }

        now = WaitsForAnswers ? Math.Max(end, idleAt) : end;
        Trials++;
        responses.Sort();
        TimeSpan p99 = TimeSpan.FromSeconds(responses.Count == 0 ? 0 : responses[(int)(responses.Count * 0.99)]);
        return Task.FromResult(new TrialOutcome
        {
            ObjectiveMet = p99 < objective && !Disturbs(Trials),
            P99 = p99,
            ErrorShare = 0,
            OfferedPerSecond = responses.Count / trial.Duration.TotalSeconds,
            AchievedPerSecond = answered / trial.Duration.TotalSeconds,
            ClientLimited = trial.RequestsPerSecond > ClientMaximum || DisturbsClient(Trials),
            Elapsed = TimeSpan.FromSeconds(now - begin),
        });
    }

    public Task<TimeSpan> CoolDownAsync(TimeSpan maximum, CancellationToken cancellation)
    {
        double pause = Math.Clamp(idleAt - now, 0, maximum.TotalSeconds);
        now += pause;
        return Task.FromResult(TimeSpan.FromSeconds(pause));
    }

    private double Serve(double due)
    {
        double begun = Math.Max(due, freeAt.Dequeue());
        double done = begun + Exponential(serviceTime.TotalSeconds);
        freeAt.Enqueue(done, done);
        idleAt = Math.Max(idleAt, done);
        return done;
    }

    private double Gap(double rate) => EvenArrivals ? 1 / rate : Exponential(1 / rate);

    private double Exponential(double mean) => -mean * Math.Log(1 - random.NextDouble());
}
