using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Drills;

/// <summary>The server's side of the opening handshake (RFC 6455 section 4.2.2).</summary>
internal static class WebSocketHandshake
{
    // RFC 6455 section 1.3: proves that the server knows WebSocket and does not just repeat what it got.
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    // 16 random bytes in base64.
    private const int KeyLetters = 24;

    /// <param name="key">Sec-WebSocket-Key.</param>
    /// <returns>The 101 answer; empty when the key is not one.</returns>
    public static ReadOnlySpan<byte> AnswerTo(string key) => key.Length != KeyLetters
        ? default
        : Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {AcceptOf(key)}\r\n\r\n");

    internal static string AcceptOf(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Magic)));
}
