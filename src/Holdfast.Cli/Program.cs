namespace Holdfast.Cli;

/// <summary>The executable: arguments in, exit code out. 0 done, 1 refused or failed, 2 wrong use. Next: <see cref="CommandTree"/>.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        AppDomain.CurrentDomain.UnhandledException += static (_, thrown) => Failures.EndProcess(thrown.ExceptionObject);
        try
        {
            return CommandTree.Invoke(arguments);
        }
        catch (Exception failure)
        {
            return Failures.Report(failure);
        }
    }
}
