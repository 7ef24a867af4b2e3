namespace Holdfast.Drills.Load;

public class RetryTextTests
{
    [Theory]
    [InlineData("none", RetryKind.None, 1)]
    [InlineData("immediate", RetryKind.Immediate, 3)]
    [InlineData("immediate:5", RetryKind.Immediate, 5)]
    [InlineData("backoff:2", RetryKind.Backoff, 2)]
    public void Retry_IsReadAndWritten(string text, RetryKind kind, int attempts)
    {
        RetryText.Parse(text, out RetryPlan retry).ShouldBeNull();
        (retry.Kind, retry.AttemptsMaximum).ShouldBe((kind, attempts));
        RetryText.Parse(RetryText.Format(retry), out RetryPlan again).ShouldBeNull();
        again.ShouldBe(retry);
    }

    [Theory]
    [InlineData("imediate:3")]
    [InlineData("immediate:1")]
    [InlineData("immediate:x")]
    [InlineData("immediate:3:4")]
    [InlineData("none:3")]
    [InlineData("")]
    public void WrongRetry_IsRefused(string text) => RetryText.Parse(text, out _).ShouldNotBeNull();
}
