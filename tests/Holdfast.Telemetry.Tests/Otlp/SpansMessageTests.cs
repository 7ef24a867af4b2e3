using Holdfast.Foundation;
using Holdfast.Telemetry.Otlp;

namespace Holdfast.Telemetry.Tests.Otlp;

public class SpansMessageTests
{
    private static readonly OtlpResource Resource = new("holdfast", "1.2.3", "instance", "gate", 42);

    [Fact]
    public void Exchange_IsAServerSpanByTheConventions()
    {
        ProtoReader span = Write(entry =>
        {
            entry.Status = 200;
            entry.TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"u8;
            return entry;
        });
        Convert.ToHexStringLower(span.Raw(1).Span).ShouldBe("0af7651916cd43dd8448eb211c80319c");
        Convert.ToHexStringLower(span.Raw(4).Span).ShouldBe("b7ad6b7169203331");
        span.Raw(2).Length.ShouldBe(8);
        span.Text(5).ShouldBe("GET checkout");
        span.Number(6).ShouldBe(2UL);
        (span.Number(8) - span.Number(7)).ShouldBe(3_000_000UL);
        span.Number(8).ShouldBe(1_000_000_000_000_000_000UL + 9_000_000UL);
        span.Has(15).ShouldBeFalse();
        Dictionary<string, string> attributes = span.Attributes(9);
        attributes["http.request.method"].ShouldBe("GET");
        attributes["http.response.status_code"].ShouldBe("200");
        attributes["url.path"].ShouldBe("/pay");
        attributes["url.scheme"].ShouldBe("http");
        attributes["server.address"].ShouldBe("shop.example.com");
        attributes["client.address"].ShouldBe("127.0.0.1");
        attributes["user_agent.original"].ShouldBe("test/1");
        attributes["holdfast.outcome"].ShouldBe("ok");
        attributes["holdfast.pool"].ShouldBe("shop");
        attributes["http.request.resend_count"].ShouldBe("1");
        attributes.ShouldNotContainKey("error.type");
        attributes.ShouldNotContainKey("network.peer.address");
    }

    [Fact]
    public void ExchangeThatCameThroughAProxy_NamesClientAndPeer()
    {
        Dictionary<string, string> attributes = Write(entry =>
        {
            entry.Client = NetworkAddress.FromIPv4(0xC0000207, 0);
            entry.Proxy = NetworkAddress.FromIPv4(0x7F000001, 4711);
            return entry;
        }).Attributes(9);
        attributes["client.address"].ShouldBe("192.0.2.7");
        attributes["network.peer.address"].ShouldBe("127.0.0.1");
    }

    [Fact]
    public void ExchangeWithoutTraceparent_BeginsATrace()
    {
        ProtoReader span = Write(entry => entry);
        span.Raw(1).Length.ShouldBe(16);
        span.Has(4).ShouldBeFalse();
    }

    [Theory]
    [InlineData(503, true)]
    [InlineData(0, true)]
    [InlineData(404, false)]
    public void ErrorsOfTheServer_AreErrors(int status, bool isError)
    {
        ProtoReader span = Write(entry =>
        {
            entry.Status = status;
            entry.Outcome = 1;
            return entry;
        });
        span.Has(15).ShouldBe(isError);
        if (isError)
        {
            span.One(15).Number(3).ShouldBe(2UL);
            span.Attributes(9)["error.type"].ShouldBe("failed");
        }
    }

    [Fact]
    public void MethodThatNobodyKnows_IsNotAName()
    {
        ProtoReader span = Write(entry =>
        {
            entry.Method = "BREW"u8;
            return entry;
        });
        span.Text(5).ShouldBe("HTTP checkout");
        span.Attributes(9)["http.request.method"].ShouldBe("_OTHER");
        span.Attributes(9)["http.request.method_original"].ShouldBe("BREW");
    }

    private delegate AccessLogEntry Change(AccessLogEntry entry);

    private static ProtoReader Write(Change change)
    {
        AccessLogEntry entry = new()
        {
            FinishedNanoseconds = 9_000_000,
            DurationNanoseconds = 3_000_000,
            Client = NetworkAddress.FromIPv4(0x7F00_0001, 4711),
            Status = 200,
            Outcome = 0,
            Retries = 1,
            Method = "GET"u8,
            Host = "shop.example.com"u8,
            Path = "/pay?token=secret"u8,
            UserAgent = "test/1"u8,
            Route = "checkout"u8,
            Pool = "shop"u8,
            Server = "a"u8,
        };
        SpanTap tap = new SpanRings(1, 1, seed: 1).Worker(0);
        tap.Writer.TryAppend(change(entry)).ShouldBeTrue();
        SpansMessage message = new(Resource, ["ok", "failed"], new SeededRandom(1));
        message.Begin();
        tap.Writer.TryPeek(out AccessLogRecord record, out ReadOnlySpan<byte> texts).ShouldBeTrue();
        message.Add(record, texts, 1_000_000_000_000_000_000);
        message.End();
        return new ProtoReader(message.Written).One(1).One(2).One(2);
    }
}
