using Holdfast.Configuration;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Admin;

/// <summary>A request that passed all rules.</summary>
/// <param name="Values">What stands in the places of names in the path.</param>
/// <param name="Caller">Whose token it carries; null when no tokens are configured.</param>
internal sealed record AdminRequest(HttpContext Context, IGatewayControl Gateway, TokenConfig? Caller, IReadOnlyList<string> Values)
{
    public DateTimeOffset Now => Gateway.Changes.Now;

    /// <summary>For the record of changes.</summary>
    public string Source => Caller is null ? "api" : $"api: {Caller.Name}";
}
