using System.Text.Json.Serialization;
using Holdfast.Agent.Running;

namespace Holdfast.Agent.Reports;

/// <summary>What agent and gateway write to each other, and the agent's own file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AgentReport))]
[JsonSerializable(typeof(AgentAnswer))]
[JsonSerializable(typeof(HostListReport))]
[JsonSerializable(typeof(KeptState))]
public sealed partial class AgentJson : JsonSerializerContext;
