namespace Holdfast.DataPlane.Tests.Health.Rules;

public sealed class ErrorsInARowTests
{
    private readonly PoolTraffic traffic = new(2);

    [Fact]
    public void FiveFailuresInARow_EvenInAPoolOfTwo_AreTheEnd()
    {
        Answer(good: 3, 0);
        traffic.Answer(1, 4, status: 502);
        traffic.Pass(0.05);
        traffic.Servers[1].Available.ShouldBeTrue("four are not five");
        traffic.Answer(1, 1, status: 500);
        traffic.Pass(0.05);
        traffic.Pool.Servers[1].Reason.ShouldBe(EjectionReason.ErrorsInARow);
    }

    [Fact]
    public void FailuresOfSeveralWorkers_AddUp()
    {
        Answer(good: 10, 0);
        traffic.Answer(1, 3, status: 500, worker: 0);
        traffic.Pass(0.05);
        traffic.Answer(1, 2, status: 500, worker: 1);
        traffic.Pass(0.05);
        traffic.Servers[1].Available.ShouldBeFalse();
    }

    [Fact]
    public void SomethingGoodInBetween_StartsAnew()
    {
        Answer(good: 10, 0);
        for (int i = 0; i < 10; i++)
        {
            traffic.Answer(1, 4, status: 500);
            traffic.Pass(0.05);
            traffic.Answer(1, 8);
            traffic.Pass(0.05);
            traffic.Answer(0, 5);
        }

        traffic.Servers[1].Available.ShouldBeTrue();
    }

    [Theory]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(501)]
    [InlineData(505)]
    [InlineData(511)]
    public void StatusesThatTellOfTheRequest_AreNoFailures(int status)
    {
        Answer(good: 10, 0);
        traffic.Answer(1, 50, status);
        traffic.Pass(0.1);
        traffic.Servers[1].Available.ShouldBeTrue();
    }

    [Fact]
    public void NoAnswerAtAll_IsAFailureToo()
    {
        Answer(good: 10, 0);
        for (int i = 0; i < 5; i++)
        {
            traffic.Of(1).NoteFailure();
        }

        traffic.Pass(0.05);
        traffic.Servers[1].Available.ShouldBeFalse();
    }

    [Fact]
    public void TheOthersFailAsMuch_TheRequestsAreToBlame()
    {
        traffic.Answer(0, 10, status: 500);
        traffic.Answer(1, 6, status: 500);
        traffic.Pass(0.05);
        traffic.Servers.ShouldAllBe(server => server.Available);
    }

    private void Answer(int good, int server)
    {
        traffic.Answer(server, good);
        traffic.Pass(0.05);
    }
}
