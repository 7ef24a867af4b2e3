using System.Text;

namespace Holdfast.Drills;

public class WebSocketHandshakeTests
{
    [Fact]
    public void Accept_IsTheOneOfTheStandardsExample() =>
        Encoding.ASCII.GetString(WebSocketHandshake.AnswerTo("dGhlIHNhbXBsZSBub25jZQ==")).ShouldContain("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    public void NoKey_GetsNoAnswer(string key) => WebSocketHandshake.AnswerTo(key).IsEmpty.ShouldBeTrue();
}
