from pages.components import explore, session

explore.show(session.knowledge(), session.assessment() if session.started() else None)
