namespace Holdfast.DataPlane.Tests.Overload.Watching;

public sealed class ThreadDelayTests
{
    [Theory]
    [InlineData("1234567 890123 45\n", 890123)]
    [InlineData("0 0 0\n", 0)]
    [InlineData("", 0)]
    [InlineData("17", 0)]
    public void Line_GivesTheSecondNumber(string line, long expected) => ThreadDelay.Parse(System.Text.Encoding.ASCII.GetBytes(line)).ShouldBe(expected);

    [Fact]
    public void ThreadThatIsNotThere_HasNoDelay()
    {
        ThreadDelay.Of(int.MaxValue).ShouldBe(0);
        ThreadDelay.Of(0).ShouldBe(0);
    }

    /// <summary>On a processor of its own it is 0 as well: only that the kernel's file is found is to be seen.</summary>
    [Fact]
    public void ThisThread_IsFound()
    {
        int thread = ThreadDelay.CurrentThread();
        File.Exists($"/proc/self/task/{thread}/schedstat").ShouldBeTrue();
        ThreadDelay.Of(thread).ShouldBeGreaterThanOrEqualTo(0);
    }
}
