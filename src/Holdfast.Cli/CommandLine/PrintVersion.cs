using System.CommandLine;
using System.CommandLine.Invocation;

namespace Holdfast.Cli;

internal sealed class PrintVersion : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Console.Out.WriteLine(ProductVersion.Text);
        return 0;
    }
}
