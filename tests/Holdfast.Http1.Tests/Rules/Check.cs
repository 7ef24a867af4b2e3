namespace Holdfast.Http1.Tests.Rules;

/// <summary>Every check feeds the message in every cut.</summary>
internal static class Check
{
    /// <summary>A valid HTTP/1.1 request with these field lines (each with its CRLF) added.</summary>
    public static string With(string fields, string line = "POST / HTTP/1.1") => $"{line}\r\nHost: a\r\n{fields}\r\n";

    public static void Rejected(string request, RejectionReason reason) => Feed.RequestEveryCut(request).ShouldBe($"rejected {reason}");

    public static void Accepted(string request, string expectedBeginning) => Feed.RequestEveryCut(request).ShouldStartWith(expectedBeginning);

    public static void ResponseRejected(string response, RejectionReason reason, HttpMethod method = HttpMethod.Get) =>
        Feed.ResponseEveryCut(response, method).ShouldBe($"rejected {reason}");

    public static void ChunkedRejected(string body, RejectionReason reason) => Feed.ChunkedEveryCut(body).ShouldBe($"rejected {reason}");

    public static string Status(int code, string fields) => $"HTTP/1.1 {code} x\r\n{fields}\r\n";
}
