namespace Holdfast.Http1.Tests.Rules;

/// <summary>http-safety: limits (MAL-LONG-*, MAL-MANY-HEADERS); 414 for the line, 431 for the fields, also while incomplete.</summary>
public sealed class LimitsTests
{
    private static readonly HeadLimits Small = new(30, 60, 3);

    private static string Run(string request) => Feed.RequestEveryCut(request, Small);

    [Fact]
    public void RequestLineAtTheLimit_IsAcceptedAndOneByteMoreIsRejected()
    {
        string path = "/" + new string('a', 16);
        Run($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n").ShouldStartWith("Get");
        Run($"\r\nGET {path} HTTP/1.1\r\nHost: a\r\n\r\n").ShouldStartWith("Get");
        Run($"GET {path}a HTTP/1.1\r\nHost: a\r\n\r\n").ShouldBe("rejected StartLineTooLong");
        Run($"GET {path}aaaaaaaaaaaaaaaaaaaaaaaa").ShouldBe("rejected StartLineTooLong");
        Rejections.Of(RejectionReason.StartLineTooLong).RequestStatus.ShouldBe(414);
    }

    [Fact]
    public void MethodLongerThanTheLine_IsMalformedAndNotALongUri() => Run(new string('A', 100)).ShouldBe("rejected RequestLineMalformed");

    [Fact]
    public void HeadAtTheLimit_IsAcceptedAndOneByteMoreIsRejected()
    {
        string Head(int length) => "GET / HTTP/1.1\r\nHost: a\r\nX: " + new string('x', length - 32) + "\r\n\r\n";
        Head(60).Length.ShouldBe(60);
        Run(Head(60)).ShouldStartWith("Get");
        Run(Head(60) + "GET / HTTP/1.1").ShouldStartWith("Get");
        Run(Head(61)).ShouldBe("rejected HeadTooLarge");
        Run(Head(90)).ShouldBe("rejected HeadTooLarge");
        Run(Head(90)[..60]).ShouldBe("rejected HeadTooLarge");
        Run(Head(90)[..59]).ShouldBe("incomplete");
        Rejections.Of(RejectionReason.HeadTooLarge).RequestStatus.ShouldBe(431);
    }

    [Fact]
    public void MoreFieldsThanTheLimit_AreRejected()
    {
        Run("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\n\r\n").ShouldStartWith("Get");
        Run("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n").ShouldBe("rejected TooManyFields");
        Rejections.Of(RejectionReason.TooManyFields).RequestStatus.ShouldBe(431);
    }

    [Fact]
    public void ResponseBeyondTheLimits_IsRejected()
    {
        Feed.ResponseEveryCut($"HTTP/1.1 200 {new string('a', 18)}\r\n\r\n", HttpMethod.Get, Small).ShouldBe("rejected StartLineTooLong");
        Feed.ResponseEveryCut($"HTTP/1.1 200 {new string('a', 17)}\r\n\r\n", HttpMethod.Get, Small).ShouldStartWith("200");
        Feed.ResponseEveryCut($"HTTP/1.1 200 OK\r\nX: {new string('a', 99)}\r\n\r\n", HttpMethod.Get, Small).ShouldBe("rejected HeadTooLarge");
        Feed.ResponseEveryCut("HTTP/1.1 200 OK\r\nA:\r\nA:\r\nA:\r\nA:\r\n\r\n", HttpMethod.Get, Small).ShouldBe("rejected TooManyFields");
    }

    [Fact]
    public void DefaultLimits_RefuseAHundredKilobytesEverywhere()
    {
        string big = new('A', 100_000);
        Feed.Request($"GET /{big} HTTP/1.1\r\n").Rejection.ShouldBe(RejectionReason.StartLineTooLong);
        Feed.Request(Check.With($"X: {big}\r\n")).Rejection.ShouldBe(RejectionReason.HeadTooLarge);
        Feed.Request(Check.With($"{big}: x\r\n")).Rejection.ShouldBe(RejectionReason.HeadTooLarge);
        Feed.Request(Check.With(string.Concat(Enumerable.Repeat("A: b\r\n", 101)))).Rejection.ShouldBe(RejectionReason.TooManyFields);
    }
}
