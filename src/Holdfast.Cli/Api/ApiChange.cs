using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Holdfast.Cli;

/// <summary>Asks a gateway for a change of its records and says in one line what became of it: how incidents, postmortems and tasks are written alike.</summary>
/// <param name="Wish">How what is asked for is written.</param>
/// <param name="Report">How the answer is read.</param>
/// <param name="IsDurable">The answer says that it is on the gateway's disk.</param>
internal sealed record ApiChange<TWish, TReport>(JsonTypeInfo<TWish> Wish, JsonTypeInfo<TReport> Report, Func<TReport, bool> IsDurable)
{
    public int Send(ParseResult arguments, string path, TWish wish, bool json, Func<TReport, string> done)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Post(path, JsonSerializer.Serialize(wish, Wish));
        if (answer.Status is not (200 or 201))
        {
            return answer.Refuse();
        }

        TReport report = answer.Read(Report);
        Console.Out.Write(json ? answer.Body + "\n" : done(report) + "\n");
        if (!IsDurable(report))
        {
            Console.Error.WriteLine("holdfast: this is kept in memory only: the gateway cannot write to its disk");
        }

        return 0;
    }
}
