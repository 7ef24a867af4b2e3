namespace Holdfast.Cli;

/// <summary>The state as it came, one line each second.</summary>
internal sealed class TopJsonView : ITopView
{
    public void Show(TopSample sample)
    {
        if (sample.Failure is { } failure)
        {
            Console.Error.WriteLine($"holdfast: {failure}");
            return;
        }

        Console.Out.WriteLine(sample.Body);
        Console.Out.Flush();
    }

    public void Dispose()
    {
        // Nothing to give back.
    }
}
