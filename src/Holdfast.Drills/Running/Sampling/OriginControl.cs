using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Text.Json;

namespace Holdfast.Drills.Running;

/// <summary>Speaks to an origin's control address.</summary>
internal sealed class OriginControl(string address)
{
    public async Task<OriginState?> TryStateAsync(CancellationToken cancellation) =>
        await DrillHttp.TryGetAsync($"http://{address}/state", cancellation).ConfigureAwait(false) is { } text ? OriginState.Parse(text) : null;

    public Task ChangeAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellation) => OrderAsync("behaviour", values, cancellation);

    /// <param name="order">The last part of the control path: behaviour, die, revive.</param>
    public async Task OrderAsync(string order, IReadOnlyDictionary<string, string> values, CancellationToken cancellation)
    {
        using StringContent content = new(Body(values), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await DrillHttp.Client.PostAsync($"http://{address}/{order}", content, cancellation).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            string said = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            throw new DrillException($"the server at {address} refuses {order} {string.Join(", ", values.Select(static pair => $"{pair.Key} {pair.Value}"))}: {said.Trim()}");
        }
    }

    /// <summary>Numbers as numbers, everything else as text.</summary>
    internal static string Body(IReadOnlyDictionary<string, string> values)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            foreach ((string name, string value) in values)
            {
                if (decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
                {
                    writer.WriteNumber(name, number);
                }
                else
                {
                    writer.WriteString(name, value);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
