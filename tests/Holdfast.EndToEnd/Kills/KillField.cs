using Holdfast.Foundation;

namespace Holdfast.EndToEnd.Kills;

/// <summary>
/// Kills a real gateway with SIGKILL at random moments of real incidents, starts it again, and at the end compares what it has promised with
/// what it has kept, and what was to be told with what was heard.
/// </summary>
/// <param name="seed">Of the moments; the kernel's timing is not the seed's.</param>
/// <param name="say">Takes a line of progress.</param>
internal sealed class KillField(ulong seed, Action<string> say)
{
    // Then another state directory and another trouble: detection ends no incident while the gateway dies every two seconds.
    private const int KillsOnOneStage = 12;
    private const int LongestLifeMilliseconds = 3400;

    // The others die while they start and take up what their predecessors left.
    private const int OneDiesEarlyOf = 6;
    private const int LongestStartMilliseconds = 450;

    // One of so many lives has a command of its own; each takes a third of a second of a processor.
    private const int OneHasACommandOf = 3;

    // The end of the trouble may be seen, and written to people, just when the last life is ended: what is written then is told by the next. What is lost stays lost.
    private const int MoreLives = 2;

    private readonly SeededRandom random = new(seed);

    public KillOutcome Run(int kills)
    {
        KillOutcome? sum = null;
        for (int done = 0; done < kills; done = sum.Kills)
        {
            KillOutcome here = RunStage(Math.Min(KillsOnOneStage, kills - done), ofShop: done / KillsOnOneStage % 2 == 0, done);
            sum = sum?.Add(here) ?? here;
        }

        return sum!;
    }

    private KillOutcome RunStage(int kills, bool ofShop, int before)
    {
        using Stage stage = new(random.NextUInt64());
        for (int kill = 1; kill <= kills; kill++)
        {
            bool isEarly = kill > 1 && random.Next(OneDiesEarlyOf) == 0;
            LiveAndDie(stage, kill == 1, isEarly, random.Next(isEarly ? LongestStartMilliseconds : LongestLifeMilliseconds), ofShop);
            say($"kill {before + kill}: {stage.Promised.Count} promises, {stage.Sinks.Heard.Count} messages heard{(isEarly ? ", died while it started" : "")}");
        }

        stage.EndWork();
        KillOutcome found = LiveOut(stage, kills, serversReturn: true);
        for (int more = 0; more < MoreLives && found.MessagesLost > 0; more++)
        {
            say($"{found.MessagesLost} messages were not heard: another life");
            found = LiveOut(stage, kills, serversReturn: false);
        }

        return found;
    }

    /// <summary>The last life: nobody kills it before all that waits is told.</summary>
    private static KillOutcome LiveOut(Stage stage, int kills, bool serversReturn)
    {
        using (ChildProcess last = stage.StartGateway())
        {
            stage.WaitUntilItServes(last);
            stage.Sinks.NextLife();
            if (serversReturn)
            {
                stage.RestartServers();
            }

            WaitUntilAllIsTold(stage, last);
        }

        return KillOutcome.Of(kills, stage.Promised, stage.Undurable, KeptRecords.Read(stage.StateDirectory), stage.Sinks.Heard);
    }

    private void LiveAndDie(Stage stage, bool isFirst, bool isEarly, int milliseconds, bool ofShop)
    {
        using ChildProcess gateway = stage.StartGateway();
        if (!isEarly)
        {
            stage.WaitUntilItServes(gateway);
        }

        // Nobody sends anything within the first milliseconds of its life: what is read until now is its predecessor's.
        stage.Sinks.NextLife();

        if (isFirst)
        {
            // All that follows falls into the outage that detection has seen here.
            stage.KillServers(ofShop);
            stage.WaitUntilItIsSeen(gateway);
        }

        string word = Guid.NewGuid().ToString("N");
        ChildProcess? command = !isEarly && random.Next(OneHasACommandOf) == 0 ? stage.BeginCommand(word) : null;
        Thread.Sleep(milliseconds);
        gateway.Kill();
        if (command is not null)
        {
            stage.EndCommand(command, word);
        }
    }

    /// <summary>Two seconds without anything that waits: the thread of incidents has looked since.</summary>
    private static void WaitUntilAllIsTold(Stage stage, ChildProcess gateway)
    {
        for (int quiet = 0; quiet < 10; quiet++)
        {
            Patience.Until(() => stage.Waiting() == 0, () => $"all messages to be delivered, {stage.Waiting()} wait; the gateway said: {gateway.Error}");
            Thread.Sleep(200);
        }
    }
}
