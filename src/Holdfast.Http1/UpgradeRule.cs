using System.Text;

namespace Holdfast.Http1;

/// <summary>Only WebSocket is passed on; any other upgrade (h2c above all, which would tunnel past every rule) is dropped with its field.</summary>
internal static class UpgradeRule
{
    public static bool NamesWebSocket(ReadOnlySpan<byte> buffer, HeaderBlock fields) =>
        fields.Has(KnownField.Upgrade) && !fields.HasSeveral(KnownField.Upgrade) &&
        Ascii.EqualsIgnoreCase(fields.ValueOf(KnownField.Upgrade).Of(buffer), "websocket"u8);
}
