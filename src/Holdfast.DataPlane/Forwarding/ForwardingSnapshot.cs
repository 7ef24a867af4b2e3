using System.Text;
using Holdfast.Configuration;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Forwarding;

/// <summary>What a server is told about the client, compiled: which fields are dropped for a trusted and for any other client.</summary>
public sealed class ForwardingSnapshot
{
    public ForwardingSnapshot(ForwardingConfig config)
    {
        Style = config.Style;
        RequestId = config.RequestId;
        Trusted = TrustedProxies.Compile(config.TrustedProxies);
        ClassHeader = Encoding.ASCII.GetBytes(config.ClassHeader ?? string.Empty);
        DeadlineHeader = Encoding.ASCII.GetBytes(config.DeadlineHeader);

        // Host and Transfer-Encoding are written anew. Forwarding fields of a stranger are never passed on, whatever the style:
        // the server would believe them.
        ulong always = Bit(KnownField.Host) | Bit(KnownField.TransferEncoding) | Bit(KnownField.Expect);
        DroppedFromTrusted = always | Bit(OwnField);
        DroppedFromOthers = always | Bit(KnownField.XForwardedFor) | Bit(KnownField.XForwardedProto) | Bit(KnownField.XForwardedHost)
            | Bit(KnownField.Forwarded) | (RequestId ? Bit(KnownField.XRequestId) : 0);
    }

    public ForwardedStyle Style { get; }

    public bool RequestId { get; }

    public TrustedProxies Trusted { get; }

    /// <summary>Where trusted proxies say the class of a request; empty for nowhere.</summary>
    public byte[] ClassHeader { get; }

    /// <summary>Where clients say how long they wait, beside grpc-timeout; empty for nowhere.</summary>
    public byte[] DeadlineHeader { get; }

    /// <summary>One bit for each <see cref="KnownField"/> that is not copied.</summary>
    public ulong DroppedFromTrusted { get; }

    public ulong DroppedFromOthers { get; }

    // The list that a trusted proxy began is written again with one more element, so the original line is dropped.
    private KnownField OwnField => Style switch
    {
        ForwardedStyle.XForwarded => KnownField.XForwardedFor,
        ForwardedStyle.Forwarded => KnownField.Forwarded,
        _ => KnownField.Host,
    };

    public static ulong Bit(KnownField field) => 1UL << (int)field;
}
