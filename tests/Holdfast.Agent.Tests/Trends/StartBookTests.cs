using Holdfast.Agent.Reports;
using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Tests.Trends;

public class StartBookTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly StartBook book = new();

    [Fact]
    public void FirstSight_IsNoRestart()
    {
        book.Note("boot", 100, [Server(8000, 42, Start)], Start);
        book.Host.ShouldBeNull();
        book.Servers[8000].ShouldBe(new ServerStart(42, Start, null, 0));
    }

    [Fact]
    public void AnotherProcess_IsARestart_AndEachIsCounted()
    {
        book.Note("boot", 100, [Server(8000, 42, Start)], Start);
        book.Note("boot", 160, [], Start.AddMinutes(1));
        book.Note("boot", 220, [Server(8000, 43, Start.AddMinutes(1))], Start.AddMinutes(2));
        book.Note("boot", 280, [Server(8000, 44, Start.AddMinutes(2))], Start.AddMinutes(3));
        book.Servers[8000].ShouldBe(new ServerStart(44, Start.AddMinutes(2), Start.AddMinutes(1), 2));
    }

    [Fact]
    public void ClockThatIsSet_IsNoRestart()
    {
        book.Note("boot", 100, [Server(8000, 42, Start)], Start);
        book.Note("boot", 105, [Server(8000, 42, Start.AddHours(1))], Start.AddHours(1));
        book.Servers[8000].Restarts.ShouldBe(0);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void HostThatStartedAgain_IsUnasked_UnlessTheAgentWasToldToStop(bool wasStopped, bool isUnasked)
    {
        book.Restore("before", null, new Dictionary<int, ServerStart> { [8000] = new(42, Start, null, 3) }, wasStopped, Start);
        book.Note("after", 60, [Server(8000, 7, Start.AddMinutes(9))], Start.AddMinutes(10));
        book.Host.ShouldBe(new HostStart(Start.AddMinutes(9), Start, isUnasked));
        // With the host everything on it began anew: that is told of the host, once.
        book.Servers[8000].ShouldBe(new ServerStart(7, Start.AddMinutes(9), null, 0));
    }

    [Fact]
    public void BookThatIsFull_LosesPortsThatNobodyAsksFor()
    {
        for (int port = 0; port < 200; port++)
        {
            book.Note("boot", 100, [Server(8000, 42, Start), Server(9000 + port, 1, Start)], Start);
        }

        book.Servers.Count.ShouldBeLessThanOrEqualTo(64);
        book.Servers.Keys.ShouldContain(8000);
        book.Servers.Keys.ShouldContain(9199);
    }

    private static WatchedServer Server(int port, int pid, DateTimeOffset startedAt) => new(port, pid, "shop", startedAt, 0, 0, null, null);
}
