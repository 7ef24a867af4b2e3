using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class MethodName : IConfigRule
{
    private static readonly string[] Known = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"];

    public string Name => "method-name";

    public string Summary => "A method is written as requests carry it, in capital letters; CONNECT and TRACE are never forwarded.";

    public void Check(CheckContext context)
    {
        for (int index = 0; index < context.Config.Routes.Count; index++)
        {
            IReadOnlyList<string> methods = context.Config.Routes[index].Match.Methods;
            for (int item = 0; item < methods.Count; item++)
            {
                if (Problem(methods[item]) is { } wrong)
                {
                    ConfigPath place = ConfigPlaces.Match(index).Key("method").Item(item);
                    context.Error(place, $"{context.Quote(place)} {wrong.Problem}", wrong.Remedy);
                }
            }
        }
    }

    private static (string Problem, string Remedy)? Problem(string method)
    {
        string capital = method.ToUpperInvariant();
        return method switch
        {
            "CONNECT" or "TRACE" => ("is never forwarded", "Remove it: Holdfast refuses these requests itself."),
            "*" => ("is not a method", "Leave method out: without it every method matches."),
            _ when method != capital && Known.Contains(capital) => ("never matches: methods have case", $"Write {capital}."),
            _ => HttpSyntax.IsToken(method) ? null : ("is not a method", "Write one such as GET, or a list: [GET, HEAD]."),
        };
    }
}
