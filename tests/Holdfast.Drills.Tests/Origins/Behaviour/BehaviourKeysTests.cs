namespace Holdfast.Drills;

public class BehaviourKeysTests
{
    public static TheoryData<string> Names => [.. BehaviourKeys.All.Select(key => key.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ExampleOfEveryKey_CanBeWritten(string name)
    {
        BehaviourKey key = BehaviourKeys.Find(name)!;
        (OriginBehaviour? changed, string? wrong) = key.Set(new OriginBehaviour { Workers = 3, Poison = "/before" }, key.Example);
        wrong.ShouldBeNull();
        changed.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NonsenseOfEveryKey_IsRefusedInASentence(string name)
    {
        (OriginBehaviour? changed, string? wrong) = BehaviourKeys.Find(name)!.Set(new OriginBehaviour(), "?!");
        changed.ShouldBeNull();
        wrong.ShouldNotBeNull().ShouldStartWith("'?!' ");
        wrong.ShouldNotEndWith(".");
    }

    [Fact]
    public void Option_IsTheNameWithDashes() => BehaviourKeys.Find("memoryPerRequest")!.Option.ShouldBe("--memory-per-request");

    [Fact]
    public void UnknownName_IsNotFound() => BehaviourKeys.Find("latency").ShouldBeNull();

    [Theory]
    [InlineData("service", "lognormal:5ms,cv=1.5")]
    [InlineData("service", "fixed:0")]
    [InlineData("usl", "none")]
    [InlineData("cold", "none")]
    [InlineData("workers", "unlimited")]
    [InlineData("memoryLimit", "unlimited")]
    [InlineData("deathRestart", "none")]
    [InlineData("poison", "none")]
    [InlineData("errorRate", "25%")]
    public void OtherWaysToWriteIt_AreUnderstood(string name, string text) => BehaviourKeys.Find(name)!.Set(new OriginBehaviour(), text).Wrong.ShouldBeNull();

    [Theory]
    [InlineData("service", "exp:0")]
    [InlineData("service", "exp:5")]
    [InlineData("service", "lognormal:5ms")]
    [InlineData("service", "lognormal:5ms,cv=-1")]
    [InlineData("service", "fixed:5ms,cv=1")]
    [InlineData("service", "fixed:25h")]
    [InlineData("usl", "0.03")]
    [InlineData("usl", "2,0")]
    [InlineData("cold", "10s")]
    [InlineData("errorRate", "1.1")]
    [InlineData("errorRate", "101%")]
    [InlineData("workers", "0")]
    [InlineData("queue", "-1")]
    [InlineData("body", "65MiB")]
    [InlineData("latencyFactor", "NaN")]
    public void ImpossibleValue_IsRefused(string name, string text) => BehaviourKeys.Find(name)!.Set(new OriginBehaviour(), text).Wrong.ShouldNotBeNull();
}
