using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Configuration;
using Holdfast.Networking;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// What a request is told that was refused on purpose: a page for browsers, a problem (RFC 9457) for all others, when to come back, and
/// the operator's other way in. Formatted once for each snapshot, because refusing must cost less than serving. Immutable.
/// </summary>
public sealed class ShedAnswers
{
    private const string PageTemplate =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{1}</title></head>
        <body style="font-family:sans-serif;max-width:34em;margin:4em auto;padding:0 1em"><h1>{1}</h1>
        <p>{2} Please try again in a moment.</p>{0}</body></html>

        """;

    private static readonly RequestOutcome[] Outcomes = [.. Enum.GetValues<RequestOutcome>().Where(outcome => OutcomeTable.Row(outcome).Cause == OutcomeCause.Shed)];

    private readonly byte[]?[] heads;
    private readonly byte[]?[] bodies;

    public ShedAnswers(ProtectionConfig config)
    {
        heads = new byte[]?[OutcomeTable.Count * 4];
        bodies = new byte[]?[OutcomeTable.Count * 2];
        foreach (RequestOutcome outcome in Outcomes)
        {
            Prepare(outcome, asPage: true, config.Page ?? Page(outcome, config.Alternative));
            Prepare(outcome, asPage: false, config.Problem ?? Problem(outcome, config.Alternative));
        }
    }

    /// <summary>Appends the whole answer, or nothing where there is no room. Allocates nothing.</summary>
    /// <param name="asPage">For a person; else for a program.</param>
    /// <param name="retryAfterSeconds">At least 1.</param>
    /// <param name="date">A field line.</param>
    public bool TryAppend(IoBuffer output, RequestOutcome outcome, bool asPage, bool close, bool withoutBody, int retryAfterSeconds, ReadOnlySpan<byte> date)
    {
        byte[] head = heads[HeadSlot(outcome, asPage, close)]!;
        byte[] body = bodies[BodySlot(outcome, asPage)]!;
        Span<byte> seconds = stackalloc byte[12];
        Utf8Formatter.TryFormat(retryAfterSeconds, seconds, out int digits);
        if (output.FreeLength < head.Length + date.Length + digits + 4 + (withoutBody ? 0 : body.Length))
        {
            return false;
        }

        return DateLine.TryAppend(output, head, date) && output.TryAppend(seconds[..digits]) && output.TryAppend("\r\n\r\n"u8) && (withoutBody || output.TryAppend(body));
    }

    private static int HeadSlot(RequestOutcome outcome, bool asPage, bool close) => ((int)outcome * 4) + (asPage ? 2 : 0) + (close ? 1 : 0);

    private static int BodySlot(RequestOutcome outcome, bool asPage) => ((int)outcome * 2) + (asPage ? 1 : 0);

    private void Prepare(RequestOutcome outcome, bool asPage, string text)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        bodies[BodySlot(outcome, asPage)] = body;
        heads[HeadSlot(outcome, asPage, close: false)] = Head(outcome, asPage, close: false, body.Length);
        heads[HeadSlot(outcome, asPage, close: true)] = Head(outcome, asPage, close: true, body.Length);
    }

    private static byte[] Head(RequestOutcome outcome, bool asPage, bool close, int length)
    {
        int status = OutcomeTable.Row(outcome).Status;
        // X-Retry-Ok tells programs that a retry at once would only be shed again. Retry-After stands last: its value is added to each answer.
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status} {(status == 429 ? "Too Many Requests" : "Service Unavailable")}\r\n"
            + $"Content-Type: {(asPage ? "text/html; charset=utf-8" : "application/problem+json")}\r\n"
            + string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n")
            + $"Cache-Control: no-store\r\nX-Shed-Reason: {OutcomeTable.Row(outcome).Label}\r\nX-Retry-Ok: 0\r\n"
            + (close ? "Connection: close\r\n" : string.Empty) + "Retry-After: ");
    }

    // Whoever is over a limit of its own is not told that the others are many.
    private static string Page(RequestOutcome outcome, string? alternative) => string.Format(
        CultureInfo.InvariantCulture,
        PageTemplate,
        alternative is null ? string.Empty : $"\n<p>{WebUtility.HtmlEncode(alternative)}</p>",
        outcome == RequestOutcome.ShedRateLimit ? "Too many requests" : "Too busy right now",
        outcome == RequestOutcome.ShedRateLimit ? "More was asked for from where you are than is allowed at once." : "More people are here than we can serve at once.");

    private static string Problem(RequestOutcome outcome, string? alternative)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            OutcomeRow row = OutcomeTable.Row(outcome);
            writer.WriteStartObject();
            writer.WriteString("title", row.Status == 429 ? "too many requests" : "too busy");
            writer.WriteNumber("status", row.Status);
            writer.WriteString("reason", row.Label);
            if (alternative is not null)
            {
                writer.WriteString("alternative", alternative);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }
}
