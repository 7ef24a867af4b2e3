using System.Text;

namespace Holdfast.Http1;

/// <summary>
/// What Connection says: close, keep-alive, upgrade, te, and other fields that end at this hop (RFC 9110 section 7.6.1),
/// which are marked in the block.
/// </summary>
internal struct ConnectionOptions
{
    /// <summary>Elements looked at in all Connection fields. Real ones have one to four; each costs a walk over the fields.</summary>
    public const int ElementsMaximum = 32;

    public bool Close;
    public bool KeepAlive;
    public bool Upgrade;
    public bool Te;

    /// <summary>RFC 9112 section 9.3: 1.1 stays open unless told, 1.0 closes unless told; close beats keep-alive.</summary>
    public readonly bool Keeps(HttpVersion version) => !Close && (version == HttpVersion.Http11 || KeepAlive);

    /// <param name="refusesProtected">
    /// A request that nominates Host and the like is refused. A server's response is not an attack: there the nomination is ignored,
    /// and the field is handled by its own rule.
    /// </param>
    public RejectionReason Read(ReadOnlySpan<byte> buffer, HeaderBlock fields, bool refusesProtected)
    {
        int elements = 0;
        for (int i = fields.IndexOf(KnownField.Connection); i < fields.Count; i++)
        {
            if (fields.Fields[i].Known != KnownField.Connection)
            {
                continue;
            }

            ReadOnlySpan<byte> rest = fields.Fields[i].Value.Of(buffer);
            if (rest.IsEmpty)
            {
                continue;
            }

            if (elements < ElementsMaximum && Recognise(rest))
            {
                // Nearly always the whole value is one option, "keep-alive" or "close".
                elements++;
                continue;
            }

            while (ListElements.Next(ref rest, out ReadOnlySpan<byte> element))
            {
                if (++elements > ElementsMaximum || element.ContainsAnyExcept(ByteSets.Token))
                {
                    return RejectionReason.ConnectionInvalid;
                }

                if (!Recognise(element) && !Nominate(buffer, fields, element) && refusesProtected)
                {
                    return RejectionReason.ConnectionNamesProtectedField;
                }
            }
        }

        return RejectionReason.None;
    }

    private bool Recognise(ReadOnlySpan<byte> element)
    {
        switch (element.Length)
        {
            case 0: return true;
            case 2 when Ascii.EqualsIgnoreCase(element, "te"u8): return Te = true;
            case 5 when Ascii.EqualsIgnoreCase(element, "close"u8): return Close = true;
            case 7 when Ascii.EqualsIgnoreCase(element, "upgrade"u8): return Upgrade = true;
            case 10 when Ascii.EqualsIgnoreCase(element, "keep-alive"u8): return KeepAlive = true;
            default: return false;
        }
    }

    /// <summary>False when the field is one that Connection must not name.</summary>
    private static bool Nominate(ReadOnlySpan<byte> buffer, HeaderBlock fields, ReadOnlySpan<byte> name)
    {
        if (KnownFields.IsIn(KnownFields.ProtectedFromConnection, KnownFields.Recognise(name)) || FieldPrefix.Matches(name, "x-forwarded-"u8))
        {
            return false;
        }

        for (int i = 0; i < fields.Count; i++)
        {
            Slice candidate = fields.Fields[i].Name;
            if (candidate.Length == name.Length && Ascii.EqualsIgnoreCase(candidate.Of(buffer), name))
            {
                fields.MarkHopByHop(i);
            }
        }

        return true;
    }
}
