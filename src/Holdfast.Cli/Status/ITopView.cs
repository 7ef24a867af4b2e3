namespace Holdfast.Cli;

/// <summary>Shows one sample after the other; gives the terminal back at the end.</summary>
internal interface ITopView : IDisposable
{
    void Show(TopSample sample);
}
