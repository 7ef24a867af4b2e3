using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Configuration;

/// <summary>
/// A <see cref="Severity"/> in JSON: small letters, as <see cref="ConfigFindingFormatter"/> writes it. Reading takes large ones, too: gateways before
/// this wrote "Warning".
/// </summary>
public sealed class SeverityJson() : JsonStringEnumConverter<Severity>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
