using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

public class RequestRunnerTests
{
    private readonly SimulatedLoad load = new();

    [Fact]
    public void HealthyServer_AnswersEverythingInItsTime()
    {
        LoadResult result = load.Run(At("500/s"), seconds: 20);
        LoadCounts counts = ShouldAddUp(result);
        (counts.Intended, counts.Sent, counts.Good).ShouldBe((10_000, 10_000, 10_000));
        result.Total.Response.Percentile(99).ShouldBe(1_200_000, 200_000);
        result.OfferedPerSecond.ShouldBe(500);
        result.AchievedPerSecond.ShouldBe(500, 1);
        result.Total.Statuses.ShouldBe(new Dictionary<int, long> { [200] = 10_000 });
        load.Server.Peers.Count.ShouldBeLessThan(5);
        result.End.ShouldBe(LoadEnd.Completed);
    }

    /// <summary>The mistake of closed loops: while nothing is answered nothing is sent, and the freeze is hardly seen.</summary>
    [Fact]
    public void FrozenServer_ShowsInTheResponseTimeAndNotInTheServiceTimeOfTheOthers()
    {
        load.At(5, () => load.Server.FrozenUntil = load.Network.Clock.NowNanoseconds + SimulatedLoad.Nanoseconds(6));
        LoadResult result = load.Run(At("500/s") with { ConnectionsMaximum = 64, Timeout = TimeSpan.FromSeconds(30), Deadline = TimeSpan.FromSeconds(1.5) }, seconds: 20);
        LoadCounts counts = ShouldAddUp(result);
        counts.Intended.ShouldBe(10_000);
        counts.Failed.ShouldBe(0);
        // 3,000 requests were due in the freeze and waited 3 s on average: 30 % of all.
        (result.Total.Response.Percentile(99) / 1e9).ShouldBeInRange(5, 6.1);
        (result.Total.Response.Percentile(85) / 1e9).ShouldBeInRange(2.5, 3.5);
        (result.Total.Response.Percentile(69) / 1e9).ShouldBeLessThan(0.1);
        // Only the 64 that were under way saw the freeze themselves.
        (result.Total.Service.Percentile(99) / 1e9).ShouldBeLessThan(0.1);
        (result.Total.Service.Percentile(99.9) / 1e9).ShouldBeInRange(5, 6.1);
        counts.LateByServer.ShouldBeInRange(2_800, 3_000);
        counts.LateByClient.ShouldBe(0);
        counts.LateAnswers.ShouldBeInRange(2_200, 2_300);
        result.Health.ClientLimited.ShouldBeFalse();
        // By the second in which they were due, the ones of the freeze are the bad ones.
        result.Total.Cohorts.Where(cohort => cohort.Good < cohort.Intended).Select(cohort => cohort.Second).ShouldBe([5, 6, 7, 8, 9]);
        result.Total.Tenths.Count.ShouldBe(200);
        result.Total.Tenths.Sum(tenth => tenth.Intended).ShouldBe(10_000);
        (result.Total.Tenths[40].Good, result.Total.Tenths[51].Good).ShouldBe((result.Total.Tenths[40].Intended, 0));
        load.Seconds.Where(second => second.Second < 20 && second.Classes[0].Counts.Good == 0).Select(second => second.Second).ShouldBe([5, 6, 7, 8, 9, 10]);
    }

    [Fact]
    public void SilentServer_TimesOutAndDropsPastTheBound()
    {
        load.Server.Answer = _ => "";
        LoadResult result = load.Run(At("100/s") with { ConnectionsMaximum = 10, InFlightMaximum = 150, Timeout = TimeSpan.FromSeconds(2) }, seconds: 10);
        LoadCounts counts = ShouldAddUp(result);
        counts.FailedBy(FailureReason.Timeout).ShouldBe(counts.Failed);
        counts.DroppedByServer.ShouldBeGreaterThan(100);
        counts.DroppedByClient.ShouldBe(0);
        (counts.Good, result.Total.Response.Percentile(50) / 1e9).ShouldBe((0, 2.0), "who gave up counts with the time that was waited");
        load.Seconds.Max(second => second.InFlight).ShouldBe(150);
    }

    [Fact]
    public void DeadTarget_IsRefusedAndNotRetriedUnasked()
    {
        load.Network.FaultsOf(load.Server.Address).RefuseConnects = true;
        LoadCounts counts = ShouldAddUp(load.Run(At("100/s"), seconds: 5));
        (counts.FailedBy(FailureReason.ConnectRefused), counts.Retries).ShouldBe((500, 0));
    }

    [Fact]
    public void UnreachableTarget_IsAConnectTimeout()
    {
        load.Network.FaultsOf(load.Server.Address).IgnoreConnects = true;
        LoadCounts counts = ShouldAddUp(load.Run(At("10/s") with { Timeout = TimeSpan.FromSeconds(1) }, seconds: 5));
        counts.FailedBy(FailureReason.ConnectTimeout).ShouldBe(50);
    }

    [Fact]
    public void NoDescriptorLeft_IsTheClientsFault()
    {
        load.Server.Answer = _ => "";
        load.Network.DescriptorLimit = load.Network.OpenCount + 10;
        LoadResult result = load.Run(At("100/s") with { Timeout = TimeSpan.FromSeconds(20) }, seconds: 5, change: plan => plan with { Grace = TimeSpan.FromSeconds(1) });
        ShouldAddUp(result).DroppedByClient.ShouldBeGreaterThan(400);
        result.Health.ClientLimited.ShouldBeTrue();
        result.Health.Reason.ShouldContain("descriptors");
    }

    [Theory]
    [InlineData(503, nameof(LoadCounts.Shed))]
    [InlineData(429, nameof(LoadCounts.Shed))]
    [InlineData(500, nameof(FailureReason.ServerError))]
    [InlineData(502, nameof(FailureReason.ServerError))]
    [InlineData(404, nameof(FailureReason.UnexpectedStatus))]
    [InlineData(302, nameof(FailureReason.UnexpectedStatus))]
    public void Status_IsCountedAsWhatItMeans(int status, string expected)
    {
        load.Server.Answer = _ => ModelServer.Status(status);
        LoadResult result = load.Run(At("100/s"), seconds: 1);
        LoadCounts counts = ShouldAddUp(result);
        (expected == nameof(LoadCounts.Shed) ? counts.Shed : counts.FailedBy(Enum.Parse<FailureReason>(expected))).ShouldBe(100);
        result.Total.Statuses[status].ShouldBe(100);
        // Quick refusals must not make the latency look good.
        result.Total.Response.Count.ShouldBe(0);
    }

    [Fact]
    public void CutAnswersAndNonsense_AreToldApart()
    {
        int number = 0;
        load.Server.Answer = _ => (number++ % 2) == 0 ? null : "SSH-2.0-OpenSSH_9.2\r\n\r\n";
        LoadCounts counts = ShouldAddUp(load.Run(At("100/s"), seconds: 1));
        (counts.FailedBy(FailureReason.Reset), counts.FailedBy(FailureReason.Malformed)).ShouldBe((50, 50));
    }

    [Fact]
    public void ImmediateRetries_MultiplyTheLoadUntilAnAnswer()
    {
        load.Server.Answer = _ => ModelServer.Status(503);
        LoadResult result = load.Run(At("100/s") with { Retry = new RetryPlan(RetryKind.Immediate, 3) }, seconds: 10);
        LoadCounts counts = ShouldAddUp(result);
        (counts.Sent, counts.Retries, counts.Shed, load.Server.Requests.Count).ShouldBe((1000, 2000, 1000, 3000));
        result.Total.Statuses[503].ShouldBe(3000);
    }

    [Fact]
    public void Retries_SayThatTheyAre_AndTheFirstAttemptDoesNot()
    {
        load.Server.Answer = _ => ModelServer.Status(503);
        load.Run(At("1/s") with { Retry = new RetryPlan(RetryKind.Immediate, 12) }, seconds: 1);
        load.Server.Requests.Select(RetryCount).ShouldBe(["", "1", "2", "3", "4", "5", "6", "7", "8", "9", "9", "9"]);

        static string RetryCount(string request) =>
            request.Split("\r\n").FirstOrDefault(static line => line.StartsWith("X-Retry-Count: ", StringComparison.Ordinal))?["X-Retry-Count: ".Length..] ?? "";
    }

    [Fact]
    public void RetryField_OfTheOperator_Stays()
    {
        load.Server.Answer = _ => ModelServer.Status(503);
        load.Run(At("1/s") with { Retry = new RetryPlan(RetryKind.Immediate, 2), Headers = new Dictionary<string, string> { ["x-retry-count"] = "0" } }, seconds: 1);
        load.Server.Requests.ShouldAllBe(static request => request.Contains("x-retry-count: 0\r\n") && !request.Contains("X-Retry-Count"));
    }

    [Fact]
    public void RetriedRequest_IsGoodFromItsFirstIntendedTime()
    {
        int number = 0;
        load.Server.ServiceNanoseconds = 100_000_000;
        load.Server.Answer = _ => number++ % 2 == 0 ? ModelServer.Status(500) : ModelServer.Ok("");
        LoadResult result = load.Run(At("1/s") with { Retry = new RetryPlan(RetryKind.Immediate, 3) }, seconds: 10);
        (ShouldAddUp(result).Good, result.Total.Counts.Retries).ShouldBe((10, 10));
        (result.Total.Response.Percentile(50) / 1e9).ShouldBe(0.2, 0.01);
        (result.Total.Service.Percentile(50) / 1e9).ShouldBe(0.1, 0.01);
    }

    [Fact]
    public void Backoff_SpreadsRetriesOverTime()
    {
        List<long> times = [];
        load.Server.Answer = _ =>
        {
            times.Add(load.Network.Clock.NowNanoseconds);
            return ModelServer.Status(503);
        };
        load.Run(At("1/s") with { Retry = new RetryPlan(RetryKind.Backoff, 5) { FirstPause = TimeSpan.FromSeconds(1) } }, seconds: 1, change: plan => plan with { Grace = TimeSpan.FromSeconds(60) });
        times.Count.ShouldBe(5);
        (times[^1] - times[0]).ShouldBeInRange(SimulatedLoad.Nanoseconds(0.2), SimulatedLoad.Nanoseconds(15));
    }

    [Fact]
    public void WarmUp_IsSentAndNotMeasured()
    {
        load.Server.Answer = _ => load.Network.Clock.NowNanoseconds < SimulatedLoad.Nanoseconds(5) ? ModelServer.Status(500) : ModelServer.Ok("");
        LoadResult result = load.Run(At("100..200/10s"), seconds: 10, warmUp: 5);
        LoadCounts counts = ShouldAddUp(result);
        (counts.Failed, counts.Intended, load.Server.Requests.Count).ShouldBe((0, 1500, 2000));
        load.Seconds.Where(second => second.IsWarmUp).Select(second => second.Second).ShouldBe([-5, -4, -3, -2, -1]);
        load.Seconds.Where(second => second.IsWarmUp).ShouldAllBe(second => second.Classes[0].Counts.Intended == 100);
        result.Total.Cohorts.Count.ShouldBe(15);
    }

    [Fact]
    public void NewConnectionEachTime_ClosesEachConnection()
    {
        load.Run(At("100/s") with { KeepAlive = false }, seconds: 1).Total.Counts.Good.ShouldBe(100);
        (load.Server.Peers.Count, load.Server.Requests[0]).ShouldBe((100, "GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: holdfast-load\r\nConnection: close\r\n\r\n"));
    }

    [Fact]
    public void ServerThatCloses_CostsAConnectionAndNoRequest()
    {
        int number = 0;
        load.Server.Answer = _ => ModelServer.Ok("x", ++number % 10 == 0 ? "Connection: close\r\n" : "");
        load.Run(At("100/s"), seconds: 5).Total.Counts.Good.ShouldBe(500);
        load.Server.Peers.Count.ShouldBeInRange(50, 60);
    }

    [Fact]
    public void ClientAddresses_AreUsedInTurn()
    {
        NetworkAddress.TryParse("127.0.10.1:0", out NetworkAddress first).ShouldBeTrue();
        load.Run(At("100/s") with { Clients = new ClientAddresses(first, 50) }, seconds: 2).Total.Counts.Good.ShouldBe(200);
        load.Server.Peers.Select(peer => peer.ToIPAddress().ToString()).Distinct().Count().ShouldBe(50);
        load.Server.Peers.ShouldAllBe(peer => peer.IPv4 >> 8 == 0x7F000A);
        load.Server.Peers.Count.ShouldBe(50);
    }

    [Fact]
    public void MoreClientsThanConnections_StillSendsEverything()
    {
        NetworkAddress.TryParse("127.0.10.1:0", out NetworkAddress first).ShouldBeTrue();
        LoadCounts counts = ShouldAddUp(load.Run(At("1000/s") with { Clients = new ClientAddresses(first, 50), ConnectionsMaximum = 5 }, seconds: 2));
        counts.Good.ShouldBe(2000);
    }

    [Fact]
    public void Mix_FollowsTheWeightsAndSendsBodiesAndHeaders()
    {
        TrafficClass traffic = At("1000/s") with
        {
            Requests = [new RequestShape { Path = "/a", Weight = 3 }, new RequestShape { Path = "/b", Method = "POST", BodyBytes = 100_000, Headers = Header("X-Kind", "b") }],
            Headers = Header("X-Class", "shop"),
            ConnectionsMaximum = 2000,
        };
        ShouldAddUp(load.Run(traffic, seconds: 2)).Good.ShouldBe(2000);
        load.Server.Requests.Count(request => request.StartsWith("GET /a HTTP/1.1\r\n", StringComparison.Ordinal)).ShouldBeInRange(1400, 1600);
        string post = load.Server.Requests.First(request => request.StartsWith("POST /b", StringComparison.Ordinal));
        post.ShouldContain("\r\nX-Class: shop\r\nX-Kind: b\r\nContent-Length: 100000\r\n");
        post.Length.ShouldBe(post.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4 + 100_000);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nuntil the end")]
    public void EveryWayToEndAnAnswer_IsUnderstoodByteByByte(string answer)
    {
        load.Network.FaultsOf(load.Server.Address).SendBytesMax = int.MaxValue;
        load.Server.Answer = _ => answer;
        ShouldAddUp(load.Run(At("100/s"), seconds: 1)).Good.ShouldBe(100);
    }

    [Fact]
    public void BrokenRule_EndsTheLoad()
    {
        ThresholdText.ParseAbort("errors>50% for 3s", out LoadAbortRule? rule).ShouldBeNull();
        load.At(4, () => load.Server.Answer = _ => ModelServer.Status(500));
        LoadResult result = load.Run(At("100/s"), seconds: 60, change: plan => plan with { AbortRules = [rule!] });
        (result.End, result.AbortedBy).ShouldBe((LoadEnd.Aborted, "errors>50% for 3s"));
        result.Duration.TotalSeconds.ShouldBe(7, 0.5);
        ShouldAddUp(result);
    }

    [Fact]
    public void RuleThatIsNotBrokenLongEnough_EndsNothing()
    {
        ThresholdText.ParseAbort("errors>50% for 3s", out LoadAbortRule? rule).ShouldBeNull();
        load.At(4, () => load.Server.Answer = _ => ModelServer.Status(500));
        load.At(6, () => load.Server.Answer = _ => ModelServer.Ok(""));
        load.Run(At("100/s"), seconds: 10, change: plan => plan with { AbortRules = [rule!] }).End.ShouldBe(LoadEnd.Completed);
    }

    [Fact]
    public void SeveralClasses_AreCountedApartAndTogether()
    {
        TrafficClass bulk = At("50/s") with { Name = "bulk", Requests = [new RequestShape { Path = "/bulk" }], Arrivals = ArrivalPattern.Poisson };
        load.Server.Answer = request => request.StartsWith("GET /bulk", StringComparison.Ordinal) ? ModelServer.Status(503) : ModelServer.Ok("");
        LoadResult result = load.Run(At("100/s"), seconds: 10, change: plan => plan with { Classes = [.. plan.Classes, bulk] });
        ShouldAddUp(result);
        (result.Classes[0].Counts.Good, result.Classes[0].Counts.Shed, result.Classes[1].Counts.Good).ShouldBe((1000, 0, 0));
        result.Classes[1].Counts.Shed.ShouldBeInRange(400, 600);
        result.Total.Counts.Intended.ShouldBe(result.Classes.Sum(one => one.Counts.Intended));
        result.Total.Cohorts.Sum(cohort => cohort.Shed).ShouldBe(result.Classes[1].Counts.Shed);
        result.Total.Tenths.Sum(tenth => tenth.Shed).ShouldBe(result.Classes[1].Counts.Shed);
        result.Total.Tenths.Sum(tenth => tenth.Refusals).ShouldBeInRange(result.Classes[1].Counts.Shed - 5, result.Classes[1].Counts.Shed);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(20, false)]
    public void Refusals_ArePromptWhenTheyTakeLessThanFiveMilliseconds(int milliseconds, bool isPrompt)
    {
        load.Server.ServiceNanoseconds = milliseconds * 1_000_000L;
        load.Server.Answer = _ => ModelServer.Status(503);
        LoadResult result = load.Run(At("100/s"), seconds: 5);
        result.Total.Counts.Shed.ShouldBe(500);
        result.Total.Tenths.Sum(tenth => tenth.Prompt).ShouldBe(isPrompt ? 500 : 0);
    }

    private static TrafficClass At(string rate)
    {
        RateText.Parse(rate, out RateCurve curve).ShouldBeNull();
        return new TrafficClass { Rate = curve };
    }

    private static Dictionary<string, string> Header(string name, string value) => new(StringComparer.OrdinalIgnoreCase) { [name] = value };

    private static LoadCounts ShouldAddUp(LoadResult result)
    {
        foreach (LoadClassResult one in result.Classes.Append(result.Total))
        {
            one.Counts.Ended.ShouldBe(one.Counts.Intended, one.Counts.ToString());
            one.Cohorts.Where(cohort => cohort.Second >= 0).Sum(cohort => cohort.Intended).ShouldBe(one.Counts.Intended);
            one.Cohorts.ShouldAllBe(cohort => cohort.Intended == cohort.Good + cohort.LateAnswers + cohort.Shed + cohort.Failed);
        }

        return result.Total.Counts;
    }
}
