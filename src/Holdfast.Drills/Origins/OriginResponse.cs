using System.Globalization;
using System.Text;
using Holdfast.Http1;

namespace Holdfast.Drills;

/// <summary>
/// Bytes of one response, produced piece by piece into a fixed buffer, so that a body of any size costs the same memory.
/// Next on the path: <see cref="OriginConnection"/> sends what lies in <see cref="Pending"/>.
/// </summary>
internal sealed class OriginResponse
{
    public const int PieceBytesMaximum = 16 * 1024;

    // A piece, its chunk header and end, the last chunk, and in front of the first piece the head.
    private readonly byte[] buffer = new byte[PieceBytesMaximum + 1024];
    private OriginAnswer answer = new();
    private int start;
    private int end;
    private long bodyWritten;
    private long bodyBytes;
    private bool lastChunkWritten;

    public ReadOnlySpan<byte> Pending => buffer.AsSpan(start, end - start);

    public bool IsComplete => start == end && bodyWritten == bodyBytes && lastChunkWritten;

    /// <summary>What was to be sent before the reset has been sent.</summary>
    public bool IsTimeToReset => answer.ResetAfterBytes >= 0 && start == end && bodyWritten >= answer.ResetAfterBytes;

    public void Begin(OriginAnswer next, string originName, long receivedBytes, bool isHead, bool close)
    {
        answer = next;
        start = end = 0;
        bodyWritten = 0;
        bool hasBody = !isHead && next.Status is not (204 or 304);
        bodyBytes = hasBody ? next.BodyBytes : 0;
        lastChunkWritten = !hasBody || !next.Chunked;
        string framing = next.Chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {next.BodyBytes}";
        end = Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"HTTP/1.1 {next.Status} {ReasonOf(next.Status)}\r\nX-Origin: {originName}\r\nX-Received-Bytes: {receivedBytes}\r\nContent-Type: "
                    + $"text/plain\r\n{(next.Status == 204 ? "" : framing + "\r\n")}{(close ? "Connection: close\r\n" : "")}\r\n"),
            buffer);
    }

    /// <summary>Says that so many bytes of <see cref="Pending"/> are sent.</summary>
    public void Sent(int bytes) => start += bytes;

    /// <summary>Produces the next piece behind what is pending; nothing when the buffer has no room or the body is over.</summary>
    public void Produce()
    {
        if (start == end)
        {
            start = end = 0;
        }

        long left = (answer.ResetAfterBytes >= 0 ? Math.Min(bodyBytes, answer.ResetAfterBytes) : bodyBytes) - bodyWritten;
        int piece = (int)Math.Min(left, Math.Min(answer.PieceBytes, buffer.Length - end - (2 * ChunkWriter.HeaderBytesMaximum)));
        if (piece > 0)
        {
            WritePiece(piece);
        }

        if (bodyWritten == bodyBytes && !lastChunkWritten && buffer.Length - end >= ChunkWriter.LastChunk.Length)
        {
            Write(ChunkWriter.LastChunk);
            lastChunkWritten = true;
        }
    }

    private void WritePiece(int piece)
    {
        if (answer.Chunked)
        {
            end += ChunkWriter.WriteHeader(buffer.AsSpan(end), piece);
        }

        Span<byte> destination = buffer.AsSpan(end, piece);
        if (answer.Text is { } text)
        {
            text.AsSpan((int)bodyWritten, piece).CopyTo(destination);
        }
        else
        {
            BodyPattern.Write(destination, bodyWritten);
        }

        end += piece;
        bodyWritten += piece;
        if (answer.Chunked)
        {
            Write(ChunkWriter.ChunkEnd);
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.AsSpan(end));
        end += bytes.Length;
    }

    private static string ReasonOf(int status) => status switch
    {
        200 => "OK",
        204 => "No Content",
        304 => "Not Modified",
        400 => "Bad Request",
        404 => "Not Found",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Status",
    };
}
