using Holdfast.Fuzz.Reference;
using Holdfast.Http1;

namespace Holdfast.Fuzz;

/// <summary>
/// Reads a stream with Holdfast's parsers as a connection would, in pieces, and compares every step with the reference's reading.
/// A difference in one border is a desynchronisation: a smuggled request.
/// </summary>
internal sealed class StreamComparer(HeadLimits limits)
{
    private readonly RequestHead request = new(limits);
    private readonly ResponseHead response = new(limits);
    private readonly ChunkedReader chunks = new(limits);

    /// <summary>Why the last stream ended, for statistics.</summary>
    public RejectionReason LastRejection { get; private set; }

    /// <summary>Null when both agree, else what differs.</summary>
    public string? Compare(ReadOnlySpan<byte> stream, ReadOnlySpan<int> pieceEnds, FuzzInput input, List<ReferenceMessage> expected)
    {
        LastRejection = RejectionReason.None;
        int piece = 0;
        int position = 0;
        for (int index = 0; index < expected.Count; index++)
        {
            ReferenceMessage message = expected[index];
            if (position != message.Start)
            {
                return $"message {index} starts at {position}, reference {message.Start}";
            }

            ReadOnlySpan<byte> rest = stream[position..];
            string? difference = input.IsResponse
                ? CompareResponse(rest, pieceEnds, ref piece, position, input.IsToHead(index), message)
                : CompareRequest(rest, pieceEnds, ref piece, position, message);
            if (difference != null)
            {
                return $"message {index} head: {difference}";
            }

            if (message.Head != Verdict.Complete)
            {
                return null;
            }

            position = message.HeadEnd;
            difference = CompareBody(stream, pieceEnds, ref piece, ref position, message);
            if (difference != null)
            {
                return $"message {index} body: {difference}";
            }
        }

        return null;
    }

    private string? CompareRequest(ReadOnlySpan<byte> rest, ReadOnlySpan<int> ends, ref int piece, int start, ReferenceMessage expected)
    {
        request.Reset();
        ParseStatus status;
        while ((status = RequestParser.Parse(rest[..Available(ends[piece], start)], request, limits)) == ParseStatus.NeedMore && piece + 1 < ends.Length)
        {
            piece++;
        }

        LastRejection = request.Rejection;
        if (AsVerdict(status) != expected.Head)
        {
            return $"{status} {request.Rejection}, reference {expected.Head}";
        }

        if (status != ParseStatus.Complete)
        {
            return null;
        }

        if (start + request.Length != expected.HeadEnd)
        {
            return $"ends at {start + request.Length}, reference {expected.HeadEnd}";
        }

        bool same = Same(rest, request.MethodToken, expected.Method) && Same(rest, request.Target, expected.Target) && Same(rest, request.Path, expected.Path) &&
            Same(rest, request.PathAndQuery, expected.PathAndQuery) && Same(rest, request.Host, expected.Host);
        if (!same)
        {
            return "method, target, path or host differ";
        }

        bool sameFlags = request.Version == HttpVersion.Http10 == expected.Old && request.KeepAlive == expected.KeepAlive && request.ExpectContinue == expected.Expect &&
            request.UpgradeToWebSocket == expected.WebSocket && request.AcceptsTrailers == expected.AcceptsTrailers;
        return !sameFlags ? "version, keep-alive, expect, upgrade or te differ"
            : !SameFraming(request.Framing, request.ContentLength, expected) ? $"{request.Framing} {request.ContentLength}, reference {expected.Framing} {expected.ContentLength}"
            : CompareFields(rest, request.Fields, expected.Fields);
    }

    private string? CompareResponse(ReadOnlySpan<byte> rest, ReadOnlySpan<int> ends, ref int piece, int start, bool toHead, ReferenceMessage expected)
    {
        response.Reset();
        HttpMethod method = toHead ? HttpMethod.Head : HttpMethod.Get;
        ParseStatus status;
        while ((status = ResponseParser.Parse(rest[..Available(ends[piece], start)], response, method, limits)) == ParseStatus.NeedMore && piece + 1 < ends.Length)
        {
            piece++;
        }

        LastRejection = response.Rejection;
        if (AsVerdict(status) != expected.Head)
        {
            return $"{status} {response.Rejection}, reference {expected.Head}";
        }

        if (status != ParseStatus.Complete)
        {
            return null;
        }

        if (start + response.Length != expected.HeadEnd)
        {
            return $"ends at {start + response.Length}, reference {expected.HeadEnd}";
        }

        bool same = response.StatusCode == expected.Status && Same(rest, response.Reason, expected.Reason) && response.Version == HttpVersion.Http10 == expected.Old &&
            response.KeepAlive == expected.KeepAlive && response.SwitchesToWebSocket == expected.WebSocket;
        return !same ? "status, reason, version, keep-alive or upgrade differ"
            : !SameFraming(response.Framing, response.ContentLength, expected) ? $"{response.Framing} {response.ContentLength}, reference {expected.Framing} {expected.ContentLength}"
            : CompareFields(rest, response.Fields, expected.Fields);
    }

    private string? CompareBody(ReadOnlySpan<byte> stream, ReadOnlySpan<int> ends, ref int piece, ref int position, ReferenceMessage expected)
    {
        if (expected.Framing != "Chunked")
        {
            // Counting bytes is the caller's arithmetic: only the pieces move on.
            position = expected.BodyEnd;
            while (ends[piece] < position)
            {
                piece++;
            }

            return null;
        }

        chunks.Reset();
        int data = 0;
        while (true)
        {
            ReadOnlySpan<byte> available = stream[position..Math.Max(ends[piece], position)];
            ChunkStatus status = chunks.Read(available, out int consumed, out Slice run);
            foreach (byte value in run.Of(available))
            {
                if (data == expected.Data.Count || expected.Data[data++] != value)
                {
                    return "data differ";
                }
            }

            position += consumed;
            if (status == ChunkStatus.Data || (status == ChunkStatus.NeedMore && ++piece < ends.Length))
            {
                continue;
            }

            LastRejection = chunks.Rejection;
            Verdict verdict = status == ChunkStatus.Complete ? Verdict.Complete : status == ChunkStatus.Rejected ? Verdict.Rejected : Verdict.Incomplete;
            return verdict != expected.Body ? $"{status} {chunks.Rejection}, reference {expected.Body}"
                : data != expected.Data.Count ? "data differ in length"
                : verdict != Verdict.Complete ? null
                : position != expected.BodyEnd ? $"ends at {position}, reference {expected.BodyEnd}"
                : CompareFields(available, chunks.Trailers, expected.Trailers);
        }
    }

    private static string? CompareFields(ReadOnlySpan<byte> bytes, HeaderBlock fields, List<ReferenceField> expected)
    {
        if (fields.Count != expected.Count)
        {
            return $"{fields.Count} fields, reference {expected.Count}";
        }

        for (int i = 0; i < expected.Count; i++)
        {
            HeaderField field = fields.Fields[i];
            if (!Same(bytes, field.Name, expected[i].Name) || !Same(bytes, field.Value, expected[i].Value) || field.HopByHop != expected[i].Dropped)
            {
                return $"field {i} differs from {expected[i]}";
            }
        }

        return null;
    }

    private static int Available(int pieceEnd, int start) => Math.Max(pieceEnd - start, 0);

    private static Verdict AsVerdict(ParseStatus status) =>
        status == ParseStatus.Complete ? Verdict.Complete : status == ParseStatus.NeedMore ? Verdict.Incomplete : Verdict.Rejected;

    private static bool SameFraming(BodyFraming framing, long length, ReferenceMessage expected) =>
        framing.ToString() == expected.Framing && length == expected.ContentLength;

    private static bool Same(ReadOnlySpan<byte> bytes, Slice slice, string expected)
    {
        if (slice.Length != expected.Length)
        {
            return false;
        }

        for (int i = 0; i < expected.Length; i++)
        {
            if (bytes[slice.Offset + i] != expected[i])
            {
                return false;
            }
        }

        return true;
    }
}
