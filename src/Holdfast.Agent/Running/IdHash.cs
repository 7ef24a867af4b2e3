using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Agent.Running;

/// <summary>Ids of machines leave them only hashed with the gateway's seed: who overhears a report, or reads it later, learns no id.</summary>
internal static class IdHash
{
    public static string? Of(string? id, string? seed) =>
        id is null || seed is null ? null : Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(seed), Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));
}
