from pages.components import session, step

step.show(session.knowledge())
