using System.Text;
using Holdfast.Configuration;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Forwarding;

/// <summary>
/// The class of a request, where a trusted proxy may say it in a header; else the route's. A stranger's header is not passed on either:
/// what stands behind would believe it. Worker thread only.
/// </summary>
internal static class ForwardedClass
{
    private static readonly byte[][] Names = [.. ExchangeRecorder.ClassNames.Select(Encoding.ASCII.GetBytes)];

    /// <param name="header">Empty for none.</param>
    public static RequestClass Of(ReadOnlySpan<byte> input, HeaderBlock fields, ReadOnlySpan<byte> header, bool isTrusted, RequestClass ofRoute)
    {
        if (header.IsEmpty)
        {
            return ofRoute;
        }

        if (isTrusted)
        {
            // A proxy that adds its line does so after its client's: of several the last one is the proxy's own.
            int last = fields.LastIndexOf(input, header);
            return last < 0 ? ofRoute : Parse(fields.Fields[last].Value.Of(input));
        }

        int index = fields.IndexOf(input, header);
        for (; index >= 0 && index < fields.Count; index++)
        {
            if (Ascii.EqualsIgnoreCase(fields.Fields[index].Name.Of(input), header))
            {
                fields.MarkHopByHop(index);
            }
        }

        return ofRoute;
    }

    /// <summary>A word that is none of the four says nothing about importance.</summary>
    private static RequestClass Parse(ReadOnlySpan<byte> text)
    {
        for (int index = 0; index < Names.Length; index++)
        {
            if (Ascii.EqualsIgnoreCase(text, Names[index]))
            {
                return (RequestClass)index;
            }
        }

        return RequestClass.Default;
    }
}
