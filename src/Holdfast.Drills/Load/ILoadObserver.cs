namespace Holdfast.Drills.Load;

/// <summary>Told what happened while it happens. Called by one thread at a time; a slow observer delays no request.</summary>
public interface ILoadObserver
{
    void OnSecond(LoadSecond second);
}
