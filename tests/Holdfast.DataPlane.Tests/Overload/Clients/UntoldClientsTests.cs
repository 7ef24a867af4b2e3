namespace Holdfast.DataPlane.Tests.Overload.Clients;

public sealed class UntoldClientsTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(3000)]
    public void SoManyAskSeveralTimes_TheyAreCountedToATenth(int clients)
    {
        UntoldClients untold = new();
        for (int time = 0; time < 3; time++)
        {
            Note(untold, clients, at: time * Second);
        }

        untold.Count(3 * Second).ShouldBe(clients, Math.Max(1, clients / 10.0));
    }

    [Fact]
    public void MoreThanItCanCount_AreVeryMany()
    {
        UntoldClients untold = new();
        Note(untold, 200_000, at: 0);
        untold.Count(0).ShouldBeInRange(5_000, 10_000);
    }

    [Theory]
    [InlineData(8, 100)]
    [InlineData(18, 0)]
    [InlineData(100, 0)]
    public void TheyHaveGone_TheyAreForgottenWithinSeventeenSeconds(int secondsAgo, int expected)
    {
        UntoldClients untold = new();
        Note(untold, 100, at: 0);
        untold.Count(secondsAgo * Second).ShouldBe(expected, 10);
    }

    [Theory]
    [InlineData(9, 110)]
    [InlineData(18, 10)]
    [InlineData(100, 10)]
    public void OthersComeLater_ThoseOfBeforeAreForgottenAllTheSame(int secondsLater, int expected)
    {
        UntoldClients untold = new();
        Note(untold, 100, at: 0);
        Note(untold, 10, at: secondsLater * Second, first: 5_000);
        untold.Count(secondsLater * Second).ShouldBe(expected, 10);
    }

    private static void Note(UntoldClients untold, int clients, long at, int first = 0)
    {
        for (int client = first; client < first + clients; client++)
        {
            untold.Note(ByteHash.Mix(5, (ulong)client), at);
        }
    }
}
