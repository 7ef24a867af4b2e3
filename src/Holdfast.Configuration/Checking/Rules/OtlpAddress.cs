using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class OtlpAddress : IConfigRule
{
    private const string Remedy = "Write the receiver's URL without a path: http://127.0.0.1:4318.";

    public string Name => "otlp-address";

    public string Summary => "The address of telemetry.otlp is an http or https URL without a path, and traces have one.";

    public void Check(CheckContext context)
    {
        OtlpConfig otlp = context.Config.Telemetry.Otlp;
        ConfigPath address = ConfigPlaces.Otlp.Key("address");
        if (otlp.Address is null)
        {
            if (otlp.Traces.Sample > 0)
            {
                context.Warn(ConfigPlaces.Otlp.Key("traces"), "traces are sampled and sent nowhere", "Write telemetry.otlp.address, or remove traces.");
            }

            return;
        }

        bool isUrl = Uri.TryCreate(otlp.Address, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https";
        if (!isUrl)
        {
            context.Error(address, $"{context.Quote(address)} is not an http or https URL", Remedy);
        }
        else if (url!.AbsolutePath != "/" || url.Query.Length > 0 || url.UserInfo.Length > 0)
        {
            context.Error(address, "the address has more than a host and a port", url.UserInfo.Length > 0 ? "Write credentials as a header under telemetry.otlp.headers." : Remedy);
        }
    }
}
