using System.Globalization;
using System.Text;

namespace Holdfast.Http1.Tests;

/// <summary>A head as text, independent of where its bytes were: what two ways of delivery are compared by, and what the corpus expects.</summary>
internal static class Outcome
{
    public static string Of(ReadOnlySpan<byte> bytes, ParseStatus status, RequestHead head)
    {
        if (status != ParseStatus.Complete)
        {
            return status == ParseStatus.Rejected ? $"rejected {head.Rejection}" : "incomplete";
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{head.Method} {head.TargetForm} path={Text(bytes, head.Path)} query={Text(bytes, head.PathAndQuery)[head.Path.Length..]}");
        text.Append(CultureInfo.InvariantCulture, $" host={Text(bytes, head.Host)} {head.Version} {Body(head.Framing, head.ContentLength)}");
        text.Append(head.KeepAlive ? " keep" : " close");
        text.Append(head.ExpectContinue ? " expect" : "").Append(head.UpgradeToWebSocket ? " websocket" : "").Append(head.AcceptsTrailers ? " trailers" : "");
        AppendFields(text, bytes, head.Fields);
        return text.ToString();
    }

    public static string Of(ReadOnlySpan<byte> bytes, ParseStatus status, ResponseHead head)
    {
        if (status != ParseStatus.Complete)
        {
            return status == ParseStatus.Rejected ? $"rejected {head.Rejection}" : "incomplete";
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{head.StatusCode} '{Text(bytes, head.Reason)}' {head.Version} {Body(head.Framing, head.ContentLength)}");
        text.Append(head.KeepAlive ? " keep" : " close");
        text.Append(head.IsInterim ? " interim" : "").Append(head.SwitchesToWebSocket ? " websocket" : "");
        AppendFields(text, bytes, head.Fields);
        return text.ToString();
    }

    public static void AppendFields(StringBuilder text, ReadOnlySpan<byte> bytes, HeaderBlock fields)
    {
        foreach (HeaderField field in fields.Fields)
        {
            text.Append(CultureInfo.InvariantCulture, $" | {(field.HopByHop ? "-" : "")}{Text(bytes, field.Name)}: {Text(bytes, field.Value)}");
        }
    }

    public static string Text(ReadOnlySpan<byte> bytes, Slice slice) => Encoding.Latin1.GetString(slice.Of(bytes));

    private static string Body(BodyFraming framing, long length) => framing == BodyFraming.Length ? $"Length({length})" : framing.ToString();
}
