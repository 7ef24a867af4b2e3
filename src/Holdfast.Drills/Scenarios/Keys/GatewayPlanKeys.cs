using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Scenarios;

internal static class GatewayPlanKeys
{
    public static RecordKeys<GatewayPlan> Keys { get; } = new(
        "GatewayPlan",
        "gateway",
        new GatewayPlan(),
        new PropertyKey<GatewayPlan, string>("template", nameof(GatewayPlan.Template), new TextKind("requests"), plan => plan.Template, (plan, value) => plan with { Template = value })
        {
            Meaning = "Name of the configurations in drills/peers.",
        },
        new PropertyKey<GatewayPlan, string>("listen", nameof(GatewayPlan.Listen), new TextKind("127.0.1.100:18080"), plan => plan.Listen, (plan, value) => plan with { Listen = value })
        {
            Meaning = "Where it serves; {LISTEN} in a configuration.",
        },
        new PropertyKey<GatewayPlan, string>("admin", nameof(GatewayPlan.Admin), new TextKind("127.0.1.100:19900"), plan => plan.Admin, (plan, value) => plan with { Admin = value })
        {
            Meaning = "Its API or statistics page; {ADMIN} in a configuration.",
        },
        new PropertyKey<GatewayPlan, IReadOnlyDictionary<string, string>>("values", nameof(GatewayPlan.Values), TextMap.Of("name", "16"), plan => plan.Values, (plan, value) => plan with { Values = value })
        {
            Meaning = "What an operator of these servers knows: {MAXCONN} in a configuration is replaced by the value of maxconn.",
            Example = "{ maxconn: 8 }",
        })
    {
        Meaning = "The configuration that the gateway under test is given.",
        Example = "{ template: requests, values: { maxconn: 8 } }",
    };
}
