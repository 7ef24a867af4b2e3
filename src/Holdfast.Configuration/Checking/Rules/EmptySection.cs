namespace Holdfast.Configuration.Checking.Rules;

internal sealed class EmptySection : IConfigRule
{
    public string Name => "empty-section";

    public string Summary => "There is at least one listener and one route.";

    public void Check(CheckContext context)
    {
        if (context.Config.Listeners.Count == 0)
        {
            context.Error(ConfigPlaces.Listeners, "there is no listener", "Add one: listeners: [{ address: \"0.0.0.0:8080\" }].");
        }

        if (context.Config.Routes.Count == 0)
        {
            context.Error(ConfigPlaces.Routes, "there is no route, so every request would be refused", "Add one: routes: [{ pool: NAME }].");
        }
    }
}
