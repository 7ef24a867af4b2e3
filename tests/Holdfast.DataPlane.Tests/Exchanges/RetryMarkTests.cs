using System.Text;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Tests.Exchanges;

public class RetryMarkTests
{
    [Theory]
    [InlineData("X-Envoy-Attempt-Count: 2", true)]
    [InlineData("x-envoy-attempt-count: 3", true)]
    [InlineData("X-Envoy-Attempt-Count: 1", false)]
    [InlineData("amz-sdk-request: attempt=2; max=3", true)]
    [InlineData("amz-sdk-request: attempt=1; max=3", false)]
    [InlineData("grpc-previous-rpc-attempts: 1", true)]
    [InlineData("X-Retry-Count: 1", true)]
    [InlineData("X-Retry-Count: 0", false)]
    [InlineData("X-Retry-Attempt: 4", true)]
    [InlineData("X-Retry: true", true)]
    [InlineData("X-Retry: 0", false)]
    [InlineData("X-Retry-Count: many", false)]
    [InlineData("X-Retrys: 1", false)]
    [InlineData("Accept: text/html", false)]
    public void Mark_IsUnderstood(string field, bool isRetry)
    {
        byte[] input = Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: b\r\n{field}\r\n\r\n");
        RequestHead head = new(HeadLimits.Default);
        RequestParser.Parse(input, head, HeadLimits.Default).ShouldBe(ParseStatus.Complete);
        RetryMark.IsIn(input, head.Fields.Fields).ShouldBe(isRetry);
    }
}
