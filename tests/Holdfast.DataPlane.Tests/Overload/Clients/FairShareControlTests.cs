using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Clients;

public sealed class FairShareControlTests
{
    private const long Millisecond = 1_000_000;

    private readonly FairShareControl control = new();
    private ClientUsage[] workers = [new(), new()];
    private long now = 1_000 * Millisecond;

    [Fact]
    public void OneClientAsksForTwentyTimesAsMuch_ItAloneIsOverItsShare()
    {
        Play(seconds: 5, contended: true, [20, .. Enumerable.Repeat(1.0, 19)]);
        control.Shares.IsOverShare(Client(0)).ShouldBeTrue();
        Enumerable.Range(1, 19).ShouldAllBe(client => !control.Shares.IsOverShare(Client(client)));
        control.Shares.CohortOf(Client(0), hour: 1).ShouldBeInRange(64, 127);
        TopClient top = control.Shares.Top[0];
        top.Client.ShouldBe(Client(0));
        top.Name.ShouldBe("10.0.0.0");
        top.Share.ShouldBe(20.0 / 39, 0.05);
        top.IsOverShare.ShouldBeTrue();
    }

    [Fact]
    public void SurgeBegins_GreedyClientIsFoundWithinTwoSeconds()
    {
        Play(seconds: 30, contended: false, [1, .. Enumerable.Repeat(1.0, 19)]);
        Play(seconds: 2, contended: true, [20, .. Enumerable.Repeat(1.0, 19)]);
        control.Shares.IsOverShare(Client(0)).ShouldBeTrue();
    }

    [Fact]
    public void GreedyClientAsksForLessThanTwiceWhatIsLeft_ItIsOverItsShareAllTheSame()
    {
        // 20 of 29 and one of 914 where 960 can be served: it is entitled to 380, and what it asks beyond must not be taken from the others.
        Play(seconds: 30, contended: true, [91, .. Enumerable.Repeat(3.0, 20)], servable: 0.65);
        control.Shares.IsOverShare(Client(0)).ShouldBeTrue();
        Enumerable.Range(1, 20).ShouldAllBe(client => !control.Shares.IsOverShare(Client(client)));
        control.Shares.Cap.ShouldBeInRange(46, 51, "1.25 times 38 of 98 parts of 100 places");
    }

    /// <summary>In the first seconds of a crowd one has sent five requests and another one, and tomorrow it is the other way round: nobody is greedy.</summary>
    [Theory]
    [InlineData(1, 0.25)]
    [InlineData(2, 0.25)]
    [InlineData(3, 0.6)]
    [InlineData(4, 0.05)]
    public void EqualClientsComeAtOnce_NobodyIsMarked(ulong seed, double requestsEachTick)
    {
        SeededRandom random = new(seed);
        for (int tick = 0; tick < 100; tick++)
        {
            now += 100 * Millisecond;
            for (int client = 0; client < 100; client++)
            {
                for (double next = -Math.Log(1 - random.NextDouble()); next < requestsEachTick; next += -Math.Log(1 - random.NextDouble()))
                {
                    workers[client % 2].Arrive(Client(client), NetworkAddress.FromIPv4(0x0A000000 + (uint)client, 1), Millisecond, now);
                }
            }

            control.Tick(workers, isContended: true, servable: 0.5, limits: 100, now);
        }

        control.Marks.ShouldBe(0, $"seed {seed}");
    }

    /// <summary>Those from before were the ones in the middle, at next to nothing, so each of the others was over twice that.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(60)]
    public void ManyHaveGone_ThoseWhoAllAskTheSameAreNotMarked(int secondsAgo)
    {
        Play(seconds: 20, contended: false, [.. Enumerable.Repeat(0.0, 20), .. Enumerable.Repeat(1.0, 59)]);
        Play(seconds: secondsAgo, contended: false, [.. Enumerable.Repeat(1.0, 20)]);
        for (int tenth = 0; tenth < 150; tenth++)
        {
            Play(seconds: 0.1, contended: true, [.. Enumerable.Repeat(2.0, 20)], servable: 0.6);
            Enumerable.Range(0, 20).ShouldAllBe(client => !control.Shares.IsOverShare(Client(client)));
        }
    }

    /// <summary>
    /// Ten bots, many users who ask alike and visitors who asked once. Some users have no place in the workers' tables for the moment. They were counted as so many of the
    /// lightest client, a visitor of some seconds ago, so thousands of those seemed to be there, and every user was over twice the one in the middle.
    /// </summary>
    [Theory]
    [InlineData(200, 2)]
    [InlineData(400, 2)]
    [InlineData(700, 2)]
    [InlineData(400, 1)]
    [InlineData(700, 8)]
    [InlineData(1500, 8)]
    public void VisitorsAskedOnce_ThoseWhoAllAskTheSameAreNotMarked(int users, int workersInUse)
    {
        workers = [.. Enumerable.Range(0, workersInUse).Select(_ => new ClientUsage())];
        double[] all = [.. Enumerable.Repeat(12.0, 10), .. Enumerable.Repeat(2.0, users)];
        double[] withVisitors = [.. all, .. Enumerable.Repeat(1.0, 100)];
        Play(seconds: 10, contended: true, all, servable: 0.1);
        Play(seconds: 0.1, contended: true, withVisitors, servable: 0.1);
        for (int tenth = 0; tenth < 200; tenth++)
        {
            Play(seconds: 0.1, contended: true, all, servable: 0.1);
            Enumerable.Range(10, users).Count(client => control.Shares.IsOverShare(Client(client))).ShouldBe(0, $"{tenth} tenths of a second after the visitors");
        }
    }

    /// <summary>Who waits for an answer asks for nothing meanwhile, and is there all the same: one in the middle, beside whom the greedy one is found.</summary>
    [Fact]
    public void CrowdWaitsForItsAnswers_TheGreedyOneIsOverItsShareAllTheSame()
    {
        double[] all = [20, .. Enumerable.Repeat(1.0, 19)];
        Play(seconds: 20, contended: true, all);
        foreach (int client in Enumerable.Range(1, 19))
        {
            workers[0].Arrive(Client(client), NetworkAddress.FromIPv4(0x0A000000 + (uint)client, 1), Millisecond, now);
            workers[0].Enter(Client(client));
        }

        for (int tenth = 0; tenth < 50; tenth++)
        {
            Play(seconds: 0.1, contended: true, [20]);
            control.Shares.IsOverShare(Client(0)).ShouldBeTrue();
        }
    }

    [Fact]
    public void ClientThatIsMarked_IsToldOnceWithItsPartOfTheLoad()
    {
        List<double> told = Play(seconds: 3, contended: true, [20, .. Enumerable.Repeat(1.0, 19)]);
        told.Where(part => part > 0).ShouldHaveSingleItem().ShouldBe(20.0 / 39, 0.05);
        control.Marks.ShouldBe(1);
    }

    [Fact]
    public void GreedyClientComesSuddenly_IsFoundAtTheFirstLook()
    {
        Play(seconds: 30, contended: false, [0, .. Enumerable.Repeat(3.0, 20)]);
        now += 300 * Millisecond;
        for (int request = 0; request < 270; request++)
        {
            workers[0].Arrive(Client(0), NetworkAddress.FromIPv4(0x0A000000, 1), Millisecond, now);
        }

        Play(seconds: 0.1, contended: true, [91, .. Enumerable.Repeat(3.0, 20)], servable: 0.65);
        control.Shares.IsOverShare(Client(0)).ShouldBeTrue();
    }

    [Fact]
    public void OneIsLeftOfMany_ThoseWhoAreRememberedAreNotMarked()
    {
        Play(seconds: 30, contended: true, [.. Enumerable.Repeat(3.0, 20)]);
        for (int tenth = 0; tenth < 600; tenth++)
        {
            Play(seconds: 0.1, contended: true, [10]);
            Enumerable.Range(0, 20).ShouldAllBe(client => !control.Shares.IsOverShare(Client(client)) || client == 0);
            control.Shares.Cap.ShouldBeGreaterThanOrEqualTo(25);
        }
    }

    [Fact]
    public void PageMadeOfManyRequests_IsNoGreed()
    {
        Play(seconds: 30, contended: true, [.. Enumerable.Repeat(3.0, 20)]);
        // Twelve at once are an eighth of a tenth of a second, and 2 % of what everybody asks for in one.
        Play(seconds: 0.1, contended: true, [15, .. Enumerable.Repeat(3.0, 19)]);
        control.Shares.IsOverShare(Client(0)).ShouldBeFalse();
    }

    [Fact]
    public void EverybodyAsksForTooMuch_NobodyIsGreedierThanTheOthers()
    {
        Play(seconds: 5, contended: true, [.. Enumerable.Repeat(20.0, 20)]);
        Enumerable.Range(0, 20).ShouldAllBe(client => !control.Shares.IsOverShare(Client(client)));
    }

    [Fact]
    public void OnlyClient_TakesFromNobody()
    {
        Play(seconds: 5, contended: true, [100]);
        control.Shares.IsOverShare(Client(0)).ShouldBeFalse();
        control.Shares.IsOverCap(Client(0), presentHere: 1_000).ShouldBeFalse();
    }

    [Fact]
    public void ThereIsEnoughForAll_NobodyIsOverAShare()
    {
        Play(seconds: 5, contended: false, [20, .. Enumerable.Repeat(1.0, 19)]);
        control.Shares.IsOverShare(Client(0)).ShouldBeFalse();
        control.Shares.Top[0].Client.ShouldBe(Client(0), "who asks for most is shown all the same");
    }

    [Fact]
    public void ContentionEnds_MarksGoAfterAWhile()
    {
        Play(seconds: 5, contended: true, [20, .. Enumerable.Repeat(1.0, 19)]);
        Play(seconds: 1, contended: false, [20, .. Enumerable.Repeat(1.0, 19)]);
        control.Shares.IsOverShare(Client(0)).ShouldBeTrue();
        Play(seconds: 3, contended: false, [20, .. Enumerable.Repeat(1.0, 19)]);
        control.Shares.IsOverShare(Client(0)).ShouldBeFalse();
    }

    [Fact]
    public void GreedyClientOwnsManyRequestsAtOnce_ItIsOverItsCapOnEachWorker()
    {
        Play(seconds: 5, contended: true, [20, .. Enumerable.Repeat(1.0, 19)]);
        control.Shares.Cap.ShouldBe(25);
        control.Shares.IsOverCap(Client(0), presentHere: 24).ShouldBeFalse();
        control.Shares.IsOverCap(Client(0), presentHere: 25).ShouldBeTrue();
        for (int i = 0; i < 26; i++)
        {
            workers[i % 2].Enter(Client(0));
        }

        Play(seconds: 1, contended: true, [20, .. Enumerable.Repeat(1.0, 19)]);
        control.Shares.IsOverCap(Client(0), presentHere: 13).ShouldBeTrue();
        control.Shares.IsOverCap(Client(1), presentHere: 1_000).ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void GreedyClient_LooksLikeABotWhenItAsksOnABeat(bool onABeat)
    {
        var random = new SeededRandom(1);
        for (int tick = 0; tick < 50; tick++)
        {
            for (int i = 0; i < 20; i++)
            {
                long when = now + (i * 5 * Millisecond) + (onABeat ? 0 : random.Next(100) * Millisecond / 2);
                workers[0].Arrive(Client(0), NetworkAddress.FromIPv4(0x0A000000, 1), Millisecond, when);
            }

            for (int client = 1; client < 20; client++)
            {
                workers[1].Arrive(Client(client), NetworkAddress.FromIPv4(0x0A000000 + (uint)client, 1), Millisecond, now);
            }

            now += 100 * Millisecond;
            control.Tick(workers, isContended: true, servable: 0.5, limits: 100, now);
        }

        control.Shares.Top[0].LooksLikeABot.ShouldBe(onABeat);
    }

    [Fact]
    public void TopClient_SaysWhatBecameOfItsRequests()
    {
        ulong one = Client(0);
        for (int tick = 0; tick < 1000; tick++)
        {
            now += 100 * Millisecond;
            ClientUsage worker = workers[tick % 2];
            for (int request = 0; request < 10; request++)
            {
                worker.Arrive(one, NetworkAddress.FromIPv4(0x0A000000, 1), Millisecond, now, isRetry: request < 2);
            }

            // Of ten six are let in: four are good, one fails, one waits in vain.
            for (int request = 0; request < 6; request++)
            {
                worker.Enter(one);
                worker.Leave(one, Millisecond, request < 4 ? ClientEnd.Good : request == 4 ? ClientEnd.Failed : ClientEnd.Shed);
            }

            control.Tick(workers, isContended: true, servable: 1, limits: 100, now);
        }

        ClientRates rates = control.Shares.Top[0].Rates;
        rates.Retries.ShouldBe(20, 1);
        rates.Admitted.ShouldBe(60, 2);
        rates.Good.ShouldBe(40, 2);
        rates.Failed.ShouldBe(10, 1);
        rates.Shed.ShouldBe(50, 2);
        control.Shares.Top[0].Present.ShouldBe(0);
    }

    /// <summary>One that is refused 900 of 910 requests a second asks for little of the pool, and is the first that people want to see.</summary>
    [Fact]
    public void ClientThatRateLimitsHold_IsAmongTheFirst_AndIsForgottenWhenItLeaves()
    {
        for (int tick = 0; tick < 300; tick++)
        {
            now += 100 * Millisecond;
            for (ulong other = 0; other < 20; other++)
            {
                workers[0].Arrive(Client((int)other + 1), NetworkAddress.FromIPv4(0x0A000000, 1), Millisecond, now);
            }

            for (int refused = 0; refused < 90; refused++)
            {
                workers[1].Limit(Client(0), NetworkAddress.FromIPv4(0x0A000009, 1), Millisecond, now);
            }

            control.Tick(workers, isContended: false, servable: 1, limits: 100, now);
        }

        TopClient first = control.Shares.Top[0];
        first.Client.ShouldBe(Client(0));
        first.Rates.RateLimited.ShouldBe(900, 50);
        (first.Share, first.IsOverShare, first.RequestsPerSecond).ShouldBe((0.0, false, 0.0));
        for (int second = 0; second < 300; second++)
        {
            now += 1000 * Millisecond;
            control.Tick(workers, isContended: false, servable: 1, limits: 100, now);
        }

        control.Remembered.ShouldBe(0);
    }

    [Fact]
    public void ClientsGoAway_TheyAreForgotten()
    {
        Play(seconds: 5, contended: true, [.. Enumerable.Repeat(1.0, 100)]);
        control.Shares.Top.Count.ShouldBe(10);
        Play(seconds: 1, contended: true, [1]);
        for (int second = 0; second < 300; second++)
        {
            Play(seconds: 1, contended: false, [1]);
        }

        control.Shares.Top.Count.ShouldBe(1);
    }

    private static ulong Client(int index) => ByteHash.Mix(77, (ulong)index);

    /// <summary>Demands in requests for each 100 ms, of a millisecond each, spread over both workers; half of it can be served.</summary>
    private List<double> Play(double seconds, bool contended, double[] demands, double servable = 0.5)
    {
        List<double> told = [];
        for (int tick = 0; tick < seconds * 10; tick++)
        {
            now += 100 * Millisecond;
            for (int client = 0; client < demands.Length; client++)
            {
                for (int i = 0; i < demands[client]; i++)
                {
                    workers[(i + tick) % workers.Length].Arrive(Client(client), NetworkAddress.FromIPv4(0x0A000000 + (uint)client, 1), Millisecond, now);
                }
            }

            told.Add(control.Tick(workers, contended, servable, limits: 100, now));
        }

        return told;
    }
}
