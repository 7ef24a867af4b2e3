namespace Holdfast.DataPlane.Tests.Overload.Clients;

public sealed class UntoldClientsTests
{
    private const long Second = 1_000_000_000;

    private readonly ClientUsage[] workers = [.. Enumerable.Range(0, 8).Select(_ => new ClientUsage())];

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(5000)]
    [InlineData(30_000)]
    public void SoManyAskEachWorkerSeveralTimes_TheyAreCountedOnceAndToATenth(int clients)
    {
        for (int time = 0; time < 3; time++)
        {
            Note(0, clients, at: time * Second);
        }

        Count(at: 3 * Second).ShouldBe(clients, Math.Max(1, clients / 10.0));
    }

    [Fact]
    public void MoreThanItCanCount_AreVeryMany()
    {
        Note(0, 500_000, at: 0);
        Count(at: 0).ShouldBeInRange(50_000, 100_000);
    }

    /// <summary>They ask all the while, and have got places since.</summary>
    [Theory]
    [InlineData(1000, 0)]
    [InlineData(1000, 500)]
    [InlineData(4000, 300)]
    public void SomeAreToldApartByNow_OnlyTheOthersAreCounted(int told, int others)
    {
        Note(0, told + others, at: 0);
        Count(at: 0, [.. Enumerable.Range(0, told).Select(Client)]).ShouldBe(others, Math.Max(1, others / 5.0));
    }

    [Theory]
    [InlineData(8, 100)]
    [InlineData(18, 0)]
    [InlineData(100, 0)]
    public void TheyHaveGone_TheyAreForgottenWithinSeventeenSeconds(int secondsAgo, int expected)
    {
        Note(0, 100, at: 0);
        Count(at: secondsAgo * Second).ShouldBe(expected, 10);
    }

    [Theory]
    [InlineData(9, 110)]
    [InlineData(18, 10)]
    [InlineData(100, 10)]
    public void OthersComeLater_ThoseOfBeforeAreForgottenAllTheSame(int secondsLater, int expected)
    {
        Note(0, 100, at: 0);
        Note(5_000, 10, at: secondsLater * Second);
        Count(at: secondsLater * Second).ShouldBe(expected, 10);
    }

    private static ulong Client(int number) => ByteHash.Mix(5, (ulong)number);

    private double Count(long at, IReadOnlyCollection<ulong>? told = null) => UntoldClients.Count(workers, told ?? [], at);

    private void Note(int first, int clients, long at)
    {
        for (int client = first; client < first + clients; client++)
        {
            Array.ForEach(workers, worker => worker.Untold.Note(Client(client), at));
        }
    }
}
